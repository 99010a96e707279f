package relay.ejb.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.Due;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.Progress;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision.Later;
import relay.domain.traffic.Source;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.traffic.Wish;

/** Mail that waits for a limit, at a real broker, when the limit is taken away. */
class WaitingMailCallsTest {
  private static final Instant START = MailBuilder.NOON;
  private static final String FLOW = "site:mx.test";
  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private TrafficSettings settings = settings(Map.of("traffic.default-limits", "per-minute=10"));
  private final TrafficControl traffic =
      new TrafficControl(() -> settings, Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 8, Lane.BULK, 16));
  private EmbeddedQueues broker;
  private WaitingMails mails;
  private WaitingMailCalls calls;

  private static TrafficSettings settings(Map<String, String> file) {
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
  }

  @BeforeEach
  void start() throws Exception {
    broker = new EmbeddedQueues(folder.resolve("broker"));
    mails = new WaitingMails(broker, folder.resolve("files"), now::get);
    calls = new WaitingMailCalls(traffic.calls(), broker, broker, now::get);
  }

  @AfterEach
  void stop() throws Exception {
    mails.close();
    broker.close();
  }

  @Test
  void shouldCallWhatWaitsForTheFlowAndNothingElse() throws Exception {
    String reason = tell();
    QueuedMail near = wait(1, Due.because(reason, START.plusSeconds(40)));
    QueuedMail far = wait(2, Due.because(reason, START.plusSeconds(1_700)));
    wait(3, Due.because("send_window", START.plusSeconds(1_700)));
    wait(4, Due.because(Later.LIMIT + " per-minute site:mx.else", START.plusSeconds(1_700)));
    broker.awaitDepth(QueueNames.room(Lane.BULK, 900), 3);
    calls.run();
    mails.pump();
    assertThat(broker.depth(QueueNames.of(Lane.BULK))).hasValue(0);

    settings = settings(Map.of());
    calls.run();
    broker.awaitDepth(QueueNames.called(Lane.BULK), 2);
    now.set(START.plusSeconds(1));
    mails.pump();

    broker.awaitDepth(QueueNames.of(Lane.BULK), 2);
    assertThat(List.of(mails.take(Lane.BULK).entry(), mails.take(Lane.BULK).entry()))
        .containsExactlyInAnyOrder(near.entry(), far.entry());
    broker.awaitDepth(QueueNames.room(Lane.BULK, 900), 2);
  }

  @Test
  void shouldCallWhatHasMovedOnToTheNextRoom() throws Exception {
    String reason = tell();
    wait(1, Due.because(reason, START.plusSeconds(1_400)));
    broker.awaitDepth(QueueNames.room(Lane.BULK, 900), 1);
    now.set(START.plusSeconds(901));
    mails.pump();
    broker.awaitDepth(QueueNames.room(Lane.BULK, 380), 1);

    tell();
    settings = settings(Map.of());
    calls.run();
    broker.awaitDepth(QueueNames.called(Lane.BULK), 1);
    now.set(START.plusSeconds(902));
    mails.pump();

    broker.awaitDepth(QueueNames.of(Lane.BULK), 1);
    QueuedMail called = mails.take(Lane.BULK);
    assertThat(called.progress().due())
        .contains(Due.because(reason, START.plus(Duration.ofSeconds(1_400))));
  }

  /** The flow promises times; the reason of the last. */
  private String tell() {
    var site = settings.flows().site(List.of("mx.test"));
    Wish wish =
        new Wish(
            "some.example",
            Optional.of(site),
            Lane.BULK,
            false,
            1,
            100,
            MailOwner.of(Lane.BULK),
            List.of(Source.DEFAULT));
    for (int i = 0; i < 100; i++) {
      if (traffic.ask(wish, now.get()) instanceof Later later && i > 50) {
        assertThat(later.reason()).endsWith(FLOW);
        return later.reason();
      }
    }
    throw new AssertionError("all may go");
  }

  private QueuedMail wait(int number, Due due) {
    QueuedMail mail = JmsMailQueuesTest.mail(number, new byte[100]);
    Progress progress =
        new Progress(mail.progress().hop(), Optional.of(due), true, false, mail.hold());
    var waiting =
        new QueuedMail(
            mail.entry().afterWait(),
            Lane.BULK,
            mail.owner(),
            mail.envelope(),
            mail.acceptedAt(),
            mail.expiresAt(),
            progress,
            mail.replyTo(),
            mail.content());
    mails.queues().move(List.of(waiting), now.get());
    return waiting;
  }
}
