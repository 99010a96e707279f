package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.identity.ReturnPaths;
import relay.domain.identity.TestTokens;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Lane;
import relay.domain.queue.QueuedMail;
import relay.domain.signing.TestKeys;
import relay.domain.tracking.TestTracking;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Experience;
import relay.domain.traffic.Permit;
import relay.domain.traffic.Reach;

/** Mail whose destination has no place for it now. */
class PutOffWorkTest extends WorkerTest {
  private static final String CONTENT = "From: alice@example.org\r\nSubject: n\r\n\r\nhi\r\n";

  private static QueuedMail news() {
    return MarkedMailTest.news().to("bob@b.example").build();
  }

  @Test
  void shouldWaitAsItCameAndNeitherSignedNorMarked() throws IOException {
    takeTheOnlyPlace();

    worker().work(news());

    QueuedMail waiting = queues.take();
    assertThat(waiting.signed()).isFalse();
    assertThat(waiting.progress().returnPath()).isEmpty();
    assertThat(text(waiting)).isEqualTo(CONTENT);
    assertThat(waiting.entry().attempts()).isZero();
    assertThat(waiting.entry().waits()).isEqualTo(1);
    assertThat(types()).containsExactly(EventType.HELD);
    assertThat(events.get(0).details()).containsEntry(EventField.REASON, "destination_busy");
  }

  /** By its next hop the rooms tell it from mail that its sender wants to go later. */
  @Test
  void shouldKnowItsNextHopWhileItWaits() {
    takeTheOnlyPlace();

    worker().work(news());

    assertThat(queues.take().hop()).contains("b.example");
  }

  @Test
  void shouldBeMarkedAndSignedOnceItsTurnHasCome() {
    Permit place = takeTheOnlyPlace();
    worker().work(news());
    QueuedMail waiting = queues.take();
    now.set(waiting.dueAt().orElseThrow());
    place.release(Experience.NONE, now.get());

    worker().work(waiting);

    TransmissionOrder order = transmission.orders().get(0);
    assertThat(order.envelope().sender().toString()).endsWith("@bounce.example.org");
    assertThat(new String(order.addedFields(), StandardCharsets.US_ASCII))
        .startsWith("DKIM-Signature:");
    assertThat(types()).containsExactly(EventType.HELD, EventType.ATTEMPTED, EventType.DELIVERED);
    assertThat(events.get(1).details()).containsKey(EventField.SIGNED_BY);
  }

  /** An attempt that could not be made counts as one, and no mail is marked after its first. */
  @Test
  void shouldBeMarkedAndSignedWhenItsDestinationIsAway() throws IOException {
    for (int i = 0; i < 10; i++) {
      now.set(now.get().plus(Duration.ofSeconds(1)));
      if (traffic.ask("b.example", Lane.BULK, true, now.get()) instanceof Decision.Go go) {
        go.permit().release(Reach.UNREACHED, now.get());
      }
    }

    worker().work(news());

    QueuedMail waiting = queues.take();
    assertThat(transmission.orders()).isEmpty();
    assertThat(waiting.entry().attempts()).isEqualTo(1);
    assertThat(waiting.signed()).isTrue();
    assertThat(waiting.outgoing().sender().toString()).endsWith("@bounce.example.org");
    assertThat(text(waiting)).startsWith("DKIM-Signature:").endsWith(CONTENT);
  }

  /** Two workers, of which a destination that nobody knows yet may have one. */
  private Permit takeTheOnlyPlace() {
    return ((Decision.Go) traffic.ask("b.example", Lane.BULK, false, now.get())).permit();
  }

  private static String text(QueuedMail mail) throws IOException {
    try (var in = mail.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private DeliveryWorker worker() {
    return workshop(() -> MarkedMailTest.TENANCY)
        .worker(
            TestKeys.forExampleOrg(),
            new Marking(
                new ReturnPaths(() -> TestTokens.of(1), () -> MarkedMailTest.TENANCY),
                TestTracking.none()));
  }
}
