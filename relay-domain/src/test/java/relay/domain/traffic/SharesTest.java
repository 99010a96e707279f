package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

class SharesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final MailOwner GREAT = new MailOwner("great", "news", "");
  private static final MailOwner SMALL = new MailOwner("small", "news", "");
  private static final MailOwner RECEIPTS = new MailOwner("great", "receipts", "");
  private final Map<MailOwner, Weight> weights = new HashMap<>();
  private final Shares shares = new Shares(o -> weights.getOrDefault(o, Weight.EQUAL), 15);
  private Instant last = NOON;

  @Test
  void shouldKeepTheOrderOfAskingWhileOnlyOneWaits() {
    for (int i = 0; i < 100; i++) {
      Instant at = next();
      assertThat(shares.turn(GREAT, at, SECOND, NOON)).isEqualTo(at);
    }
    assertThat(shares.areShared(NOON)).isFalse();
  }

  @Test
  void shouldLetAFewMailsOfAnotherGoBetweenAndBefore() {
    ask(GREAT, 1_000);

    List<Duration> turns = waits(SMALL, 60);

    // The first to its credit at the whole pace, then at half of it.
    assertThat(turns.get(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(turns.get(9)).isEqualTo(Duration.ofSeconds(10));
    assertThat(turns.get(59)).isEqualTo(Duration.ofSeconds(90));
    assertThat(shares.areShared(NOON)).isTrue();
  }

  @Test
  void shouldLetWhoAskedForMoreStandBehindWhatItAskedForBefore() {
    ask(GREAT, 1_000);
    ask(SMALL, 10);

    Instant at = next();

    assertThat(shares.turn(GREAT, at, SECOND, NOON)).isBetween(NOON.plusSeconds(1_001), at);
  }

  @Test
  void shouldShareByWeight() {
    weights.put(SMALL, new Weight(3, 1));
    ask(GREAT, 1_000);

    List<Duration> turns = waits(SMALL, 400);

    // Three of four turns: 400 of them take 533 s, less the credit of 30 s.
    assertThat(turns.get(399)).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(505));
  }

  @Test
  void shouldShareATenantsPartBetweenItsStreams() {
    ask(GREAT, 1_000);
    ask(SMALL, 1_000);

    List<Duration> turns = waits(RECEIPTS, 100);

    // A quarter of all turns, less the credit.
    assertThat(turns.get(99)).isEqualTo(Duration.ofSeconds(370));
  }

  @Test
  void shouldObeyANewWeightFromTheNextMailOn() {
    ask(GREAT, 1_000);
    waits(SMALL, 60);
    weights.put(SMALL, new Weight(9, 1));

    List<Duration> turns = waits(SMALL, 90);

    assertThat(turns.get(89)).isBetween(Duration.ofSeconds(188), Duration.ofSeconds(191));
  }

  @Test
  void shouldKeepSomethingForAMailThatWasToldAnEarlierTimeUntilItIsThere() {
    ask(GREAT, 1_000);
    waits(SMALL, 2);
    Wish great = Wish.of("x", Lane.BULK, true).of(GREAT);
    Wish small = Wish.of("x", Lane.BULK, true).of(SMALL);
    Instant due = NOON.plusSeconds(2);

    assertThat(shares.keptFrom(great, NOON)).isZero();
    assertThat(shares.keptFrom(great, due)).isEqualTo(2);
    assertThat(shares.keptFrom(Wish.of("x", Lane.BULK, false).of(SMALL), due)).isEqualTo(2);
    assertThat(shares.keptFrom(small, due)).isZero();
    shares.arrived(small, due);
    assertThat(shares.keptFrom(great, due)).isEqualTo(1);
    shares.arrived(great, due);
    assertThat(shares.keptFrom(great, due)).isEqualTo(1);
    assertThat(shares.keptFrom(great, due.plusSeconds(16))).isZero();
  }

  @Test
  void shouldForgetWhoWaitsNoMore() {
    ask(GREAT, 10);
    ask(SMALL, 10);
    Instant later = NOON.plusSeconds(60);
    Instant at = later.plusSeconds(5);

    assertThat(shares.views(NOON)).extracting(ShareView::tenant).containsExactly("great", "small");
    assertThat(shares.turn(GREAT, at, SECOND, later)).isEqualTo(at);
    assertThat(shares.views(later)).extracting(ShareView::tenant).containsExactly("great");
    assertThat(shares.views(later).get(0).percent()).isEqualTo(100);
  }

  @Test
  void shouldNotGiveCreditAgainToOneThatKeepsAsking() {
    ask(GREAT, 1_700);
    int served = 0;
    Instant now = NOON;
    for (int second = 0; second < 600; second++) {
      now = NOON.plusSeconds(second);
      Instant at = NOON.plusSeconds(1_700);
      if (!shares.turn(SMALL, at, SECOND, now).isAfter(NOON.plusSeconds(600))) {
        served++;
      }
      shares.turn(GREAT, at, SECOND, now);
    }

    assertThat(served).isBetween(300, 332);
  }

  @Test
  void shouldShowEachWithItsPartTheGreatestFirst() {
    weights.put(SMALL, new Weight(3, 1));
    ask(GREAT, 5);
    ask(SMALL, 5);

    assertThat(shares.views(NOON))
        .extracting(ShareView::tenant, ShareView::percent)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("small", 75),
            org.assertj.core.groups.Tuple.tuple("great", 25));
  }

  @Test
  void shouldNeverPutAnybodyBehindTheOrderOfAskingNorIntoThePast() {
    Chance.rounds(
        50,
        random -> {
          Shares any =
              new Shares(o -> new Weight(1 + o.tenant().length(), 1 + random.nextInt(5)), 15);
          Instant now = NOON;
          Instant end = NOON;
          for (int step = 0; step < 300; step++) {
            now = now.plusMillis(random.nextInt(3_000));
            end = (end.isAfter(now) ? end : now).plusMillis(1 + random.nextInt(5_000));
            var owner = new MailOwner("t".repeat(1 + random.nextInt(4)), "s", "");

            Instant turn = any.turn(owner, end, Duration.ofMillis(1 + random.nextInt(5_000)), now);

            assertThat(turn).isAfter(now).isBeforeOrEqualTo(end);
          }
        });
  }

  @Test
  void shouldRememberNoMoreThanAThousandAndTakeTheOthersInTheOrderOfAsking() {
    for (int i = 0; i < 1_000; i++) {
      shares.turn(new MailOwner("t" + i, "s", ""), next(), SECOND, NOON);
    }
    Instant at = NOON.plusSeconds(5_000);

    assertThat(shares.turn(SMALL, at, SECOND, NOON)).isEqualTo(at);
    assertThat(shares.views(NOON)).hasSize(1_000);
  }

  private Instant next() {
    last = last.plus(SECOND);
    return last;
  }

  private void ask(MailOwner owner, int mails) {
    for (int i = 0; i < mails; i++) {
      shares.turn(owner, next(), SECOND, NOON);
    }
  }

  private List<Duration> waits(MailOwner owner, int mails) {
    return java.util.stream.IntStream.range(0, mails)
        .mapToObj(i -> Duration.between(NOON, shares.turn(owner, next(), SECOND, NOON)))
        .toList();
  }
}
