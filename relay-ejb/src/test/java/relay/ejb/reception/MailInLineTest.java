package relay.ejb.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueuedMail;
import relay.domain.reception.Receipt;
import relay.domain.traffic.Decision;

/** Mail that comes for a destination before which others wait already. */
class MailInLineTest {
  private static final Instant NOW = Doors.NOW;
  private final Doors doors = new Doors();

  @Test
  void shouldTakeItIntoItsLineAndSayWhyItWaits() {
    letOthersWaitFor("example.org");

    Receipt receipt = doors.reception().submit(SuppressedMailTest.mail("bob@example.org"));

    assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
    QueuedMail waiting = doors.queues.mails().get(0);
    assertThat(waiting.dueAt()).hasValueSatisfying(due -> assertThat(due).isAfter(NOW));
    assertThat(waiting.hop()).contains("example.org");
    assertThat(doors.types()).containsExactly(EventType.RECEIVED, EventType.HELD);
    assertThat(doors.events.get(1).details())
        .containsEntry(EventField.REASON, "destination_busy")
        .containsEntry(EventField.HOP, "example.org")
        .containsEntry(EventField.NEXT_ATTEMPT, waiting.dueAt().orElseThrow().toString());
  }

  @Test
  void shouldPutMailToOthersIntoItsLane() {
    letOthersWaitFor("example.org");

    doors.reception().submit(SuppressedMailTest.mail("bob@fast.example"));

    assertThat(doors.queues.mails().get(0).dueAt()).isEmpty();
    assertThat(doors.types()).containsExactly(EventType.RECEIVED);
  }

  /** Such mail may be handed in again after a crash, when the line is another. */
  @Test
  void shouldPutMailIntoItsLaneThatAProducerMayHandInAgain() {
    letOthersWaitFor("example.org");
    QueueId id = QueueId.next(NOW, () -> 1L);

    doors.reception().submitOnce(SuppressedMailTest.mail("bob@example.org"), id, NOW);

    assertThat(doors.queues.mails().get(0).dueAt()).isEmpty();
  }

  private void letOthersWaitFor(String hop) {
    Instant before = NOW.minusSeconds(5);
    Decision asked = doors.traffic.ask(hop, Lane.TRANSACTIONAL, true, before);
    while (asked instanceof Decision.Go) {
      asked = doors.traffic.ask(hop, Lane.TRANSACTIONAL, true, before);
    }
    Instant told = NOW;
    while (told.isBefore(NOW.plus(Duration.ofMinutes(1)))) {
      told = ((Decision.Later) doors.traffic.ask(hop, Lane.TRANSACTIONAL, false, NOW)).at();
    }
  }
}
