package relay.domain.frequency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.mail.QueueId;
import relay.domain.tenancy.FrequencyCap;

/** What every book of what contacts were sent has to do. */
public interface FrequencyBookContract {
  Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");
  FrequencyCap TWO_A_WEEK = new FrequencyCap(2, 7);
  int ROUNDS = 20;
  int TOGETHER = 4;
  FrequencyCap ONE_A_WEEK = new FrequencyCap(1, 7);

  /** As another node would have it, over the same rows. */
  FrequencyBook book();

  /** A contact that is there; its id. */
  String aContact(String address);

  /** Its behaviour says that a mail was delivered to it last then. */
  void delivered(String contact, Instant at);

  static QueueId mail(int number) {
    return QueueId.of(FIRST.toEpochMilli(), number);
  }

  private static FrequencyWish wish(String contact, int mail, FrequencyCap... caps) {
    return new FrequencyWish(contact, mail(mail), List.of(caps));
  }

  private Map<QueueId, Instant> claim(Instant now, FrequencyWish... wishes) {
    return book().claim(List.of(wishes), now);
  }

  @Test
  default void shouldAllowAsManyAsThereIsRoomForAndSayWhenTheNextMayGo() {
    String ann = aContact("ann@example.org");
    String bob = aContact("bob@example.org");

    assertThat(claim(FIRST, wish(ann, 1, TWO_A_WEEK), wish(bob, 2, TWO_A_WEEK))).isEmpty();
    assertThat(claim(FIRST.plusSeconds(60), wish(ann, 3, TWO_A_WEEK))).isEmpty();
    Map<QueueId, Instant> capped =
        claim(FIRST.plusSeconds(120), wish(ann, 4, TWO_A_WEEK), wish(bob, 5, TWO_A_WEEK));

    Instant room = FIRST.plus(Duration.ofDays(7)).minus(Duration.ofHours(7));
    assertThat(capped).containsExactly(Map.entry(mail(4), room));
    assertThat(claim(room.minusSeconds(1), wish(ann, 4, TWO_A_WEEK))).isNotEmpty();
    assertThat(claim(room, wish(ann, 4, TWO_A_WEEK))).isEmpty();
  }

  @Test
  default void shouldCountAMailThatIsRepeatedOnce() {
    String ann = aContact("ann@example.org");

    for (int i = 0; i < 3; i++) {
      assertThat(claim(FIRST.plusSeconds(i), wish(ann, 1, TWO_A_WEEK))).isEmpty();
    }

    assertThat(claim(FIRST.plusSeconds(9), wish(ann, 2, TWO_A_WEEK))).isEmpty();
    assertThat(claim(FIRST.plusSeconds(9), wish(ann, 3, TWO_A_WEEK))).isNotEmpty();
    Instant longAfter = FIRST.plus(Duration.ofDays(100));
    assertThat(claim(longAfter, wish(ann, 1, TWO_A_WEEK))).isEmpty();
  }

  @Test
  default void shouldCountTwoMailsOfOneCallForTheSameContact() {
    String ann = aContact("ann@example.org");

    Map<QueueId, Instant> capped = claim(FIRST, wish(ann, 1, ONE_A_WEEK), wish(ann, 2, ONE_A_WEEK));

    assertThat(capped).containsOnlyKeys(mail(2));
  }

  @Test
  default void shouldHoldToTheCapThatAllowsLess() {
    String ann = aContact("ann@example.org");
    claim(FIRST, wish(ann, 1, TWO_A_WEEK, ONE_A_WEEK));

    assertThat(claim(FIRST, wish(ann, 2, TWO_A_WEEK, ONE_A_WEEK))).isNotEmpty();
    assertThat(claim(FIRST, wish(ann, 2, TWO_A_WEEK))).isEmpty();
  }

  @Test
  default void shouldTakeTheLastDeliveryForAMailOfWhomItWasNeverAskedAbout() {
    String ann = aContact("ann@example.org");
    String bob = aContact("bob@example.org");
    delivered(ann, FIRST.minus(Duration.ofDays(2)));
    delivered(bob, FIRST.minus(Duration.ofDays(8)));

    Map<QueueId, Instant> capped = claim(FIRST, wish(ann, 1, ONE_A_WEEK), wish(bob, 2, ONE_A_WEEK));

    assertThat(capped).containsOnlyKeys(mail(1));
  }

  @Test
  default void shouldAllowNoMoreThanThereIsRoomForByTwoNodesAtOnce() throws Exception {
    List<String> contacts =
        IntStream.range(0, ROUNDS * TOGETHER)
            .mapToObj(i -> aContact("c" + i + "@example.org"))
            .toList();
    CyclicBarrier bothReady = new CyclicBarrier(2);
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> one = nodes.submit(() -> allowed(contacts, 0, bothReady));
      Future<Integer> other = nodes.submit(() -> allowed(contacts, 1, bothReady));

      assertThat(one.get(1, TimeUnit.MINUTES) + other.get(1, TimeUnit.MINUTES))
          .isEqualTo(contacts.size());
    } finally {
      nodes.shutdownNow();
    }
  }

  /** How many mails of its own a node may send to contacts whom the other asks for just then. */
  private int allowed(List<String> contacts, int node, CyclicBarrier bothReady) throws Exception {
    FrequencyBook book = book();
    int allowed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<FrequencyWish> wishes = new ArrayList<>();
      for (int i = round * TOGETHER; i < (round + 1) * TOGETHER; i++) {
        wishes.add(wish(contacts.get(i), node * contacts.size() + i, ONE_A_WEEK));
      }
      if (node == 1) {
        Collections.reverse(wishes);
      }
      bothReady.await(1, TimeUnit.MINUTES);
      allowed += TOGETHER - book.claim(wishes, FIRST).size();
    }
    return allowed;
  }
}
