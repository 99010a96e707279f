package relay.ejb.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeScope;
import relay.domain.brake.BrakeVerdict;
import relay.domain.brake.BrakeVerdict.Held;
import relay.domain.control.InMemoryControlStore;
import relay.domain.delivery.BrakeJudge;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySettings;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.ejb.queues.EmbeddedQueues;
import relay.ejb.queues.WaitingMails;

/**
 * How often a mail goes through its lane while a brake holds it: broker, pump and patrol are real.
 */
class TouchesOfHeldMailTest {
  private static final Actor ANN = new Actor("ann", "192.0.2.7");
  private static final int MAILS = 4;
  private static final int ROUNDS = 40;

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(MailBuilder.NOON);
  private final InMemoryControlStore store = SomeNode.store();
  private final BrakeJudge judge =
      new BrakeJudge(
          RetryRules.of(RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()))));
  private EmbeddedQueues broker;
  private WaitingMails mails;
  private SomeNode node;
  private BrakePatrol patrol;
  private int touches;
  private int gone;

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    mails = new WaitingMails(broker, folder.resolve("files"), now::get);
    node = new SomeNode(store, folder, now::get);
    patrol =
        new BrakePatrol(
            node.brakes,
            node.handOver,
            broker,
            broker,
            () -> {},
            hop -> {},
            source -> List.of(),
            now::get);
  }

  @AfterEach
  void stop() throws Exception {
    mails.close();
    broker.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"STOP", "HOLD", "SUSPEND"})
  void shouldTouchAHeldMailOnceUntilItsBrakeEndsAndOnceThen(BrakeKind kind) throws Exception {
    for (int i = 0; i < MAILS; i++) {
      QueuedMail mail = mail(i);
      mails
          .queues()
          .move(
              List.of(mail.afterAttempt(mail.envelope().recipients(), now.get().plusSeconds(2))),
              now.get());
    }
    broker.awaitMails(MAILS);
    Brake brake =
        node.desk(broker, SomeNode.settings(), 1)
            .set(
                new BrakeOrder(
                    kind,
                    BrakeScope.EVERYTHING,
                    "a test",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                ANN);

    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              round(Duration.ofSeconds(1));
              return broker.depth(QueueNames.held(Lane.TRANSACTIONAL)).orElse(0) == MAILS;
            });
    assertThat(touches).isEqualTo(MAILS);
    for (int i = 0; i < ROUNDS; i++) {
      round(Duration.between(now.get(), brake.until()).dividedBy(ROUNDS));
    }
    assertThat(touches).as("while it is held").isEqualTo(MAILS);
    assertThat(gone).isZero();

    now.set(brake.until());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              round(Duration.ofSeconds(1));
              return gone == MAILS;
            });
    assertThat(touches).isEqualTo(2 * MAILS);
  }

  private void round(Duration time) throws Exception {
    now.set(now.get().plus(time));
    patrol.run();
    mails.pump();
    while (broker.depth(QueueNames.of(Lane.TRANSACTIONAL)).orElse(0) > 0) {
      work(mails.take(Lane.TRANSACTIONAL));
    }
  }

  /** What a worker does, without journal and network. */
  private void work(QueuedMail taken) {
    touches++;
    QueuedMail mail = taken.released(now.get());
    BrakeVerdict verdict =
        node.brakes.current().verdicts(mail, now.get()).keySet().iterator().next();
    if (verdict instanceof Held held) {
      var aside = judge.hold(mail, held.brake(), now.get()).remaining().orElseThrow();
      mails.queues().move(List.of(aside), now.get());
    } else {
      gone++;
    }
    broker.awaitMails(MAILS - gone);
  }

  private QueuedMail mail(int number) {
    var id = QueueId.next(now.get(), new Random(number));
    return MailBuilder.aMail().entry(new EntryId(id, 0, 0)).to("bob@one.example").build();
  }
}
