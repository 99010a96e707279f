package relay.ejb.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.Hold;
import relay.domain.queue.InDoubtMail;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.QueuedMail;

/** Mail in doubt at a real broker. */
class BrokerInDoubtMailsTest {
  private static final Instant START = MailBuilder.NOON;
  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicInteger called = new AtomicInteger();
  private EmbeddedQueues broker;
  private WaitingMails mails;
  private BrokerInDoubtMails inDoubt;
  private int number;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    mails = new WaitingMails(broker, folder.resolve("files"), now::get);
    inDoubt = over(broker);
  }

  private BrokerInDoubtMails over(QueueSearch search) {
    return new BrokerInDoubtMails(
        broker.factory(), search, broker, called::incrementAndGet, now::get);
  }

  @AfterEach
  void stop() throws Exception {
    mails.close();
    broker.close();
  }

  @Test
  void shouldListAndCountWhatIsInDoubtAndNothingElse() {
    assertThat(inDoubt.list(Optional.empty(), 10)).isEmpty();
    QueueId first = hold(Hold.inDoubt(START), 60);
    QueueId second = hold(Hold.inDoubt(START), 90);
    hold(new Hold("b1", START, true), 60);
    broker.awaitDepth(QueueNames.held(Lane.TRANSACTIONAL), 3);

    eventually(
        () -> {
          inDoubt.look();
          assertThat(inDoubt.count()).hasValue(2);
          assertThat(ids(inDoubt.list(Optional.empty(), 10))).containsExactly(first, second);
        });
    assertThat(ids(inDoubt.list(Optional.empty(), 1))).containsExactly(first);
    InDoubtMail one = inDoubt.list(Optional.of(second), 10).get(0);
    assertThat(one.mail().entry().mail()).isEqualTo(second);
    assertThat(one.since()).isEqualTo(START);
    assertThat(one.until()).isEqualTo(START.plusSeconds(90));
  }

  @Test
  void shouldCallWhatNobodyAnsweredInTime() {
    hold(Hold.inDoubt(START), 60);
    QueueId patient = hold(Hold.inDoubt(START), 90);
    broker.awaitDepth(QueueNames.held(Lane.TRANSACTIONAL), 2);
    now.set(START.plusSeconds(60));

    eventually(
        () -> {
          inDoubt.look();
          assertThat(broker.depth(QueueNames.called(Lane.TRANSACTIONAL))).hasValue(1);
          assertThat(ids(inDoubt.list(Optional.empty(), 10))).containsExactly(patient);
        });
  }

  @Test
  void shouldCallAllHeldMailNowAndThenWhereTheBrokerCannotSearch() {
    hold(Hold.inDoubt(START), 60);
    broker.awaitDepth(QueueNames.held(Lane.TRANSACTIONAL), 1);
    inDoubt = over(new NoSearch());

    inDoubt.look();
    now.set(START.plusSeconds(3_599));
    inDoubt.look();
    assertThat(called).hasValue(1);
    assertThat(inDoubt.count()).isEmpty();

    now.set(START.plusSeconds(3_600));
    inDoubt.look();
    assertThat(called).hasValue(2);
  }

  /** The broker lets counts and browsers see what was committed a moment later. */
  private static void eventually(ThrowingRunnable claim) {
    await().atMost(Duration.ofMinutes(1)).untilAsserted(claim);
  }

  private QueueId hold(Hold hold, long seconds) {
    var id = QueueId.next(now.get(), new Random(1_000 + ++number));
    QueuedMail mail = MailBuilder.aMail().entry(new EntryId(id, 0, 1)).build();
    var waiting = mail.postponed(START.plusSeconds(seconds)).held(hold);
    mails.queues().move(List.of(waiting), now.get());
    return id;
  }

  private static List<QueueId> ids(List<InDoubtMail> found) {
    return found.stream().map(each -> each.mail().entry().mail()).toList();
  }

  /** A broker of another kind. */
  private static final class NoSearch implements QueueSearch {
    @Override
    public OptionalLong count(String queue, String selector) {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong move(String from, String selector, String to, int most) {
      return OptionalLong.empty();
    }
  }
}
