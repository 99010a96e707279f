package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.queue.MailBuilder.aMail;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.audit.Actor;
import relay.domain.fault.FaultPoint;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Lane;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSettings;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;

/** What the suppression list does to entries as the worker touches them. */
class SuppressedWorkTest extends WorkerTest {

  private static final SuppressionSettings SETTINGS =
      SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()));

  private static final SuppressionScope GLOBAL = SuppressionScope.GLOBAL;
  private static final Actor AL = new Actor("al", "192.0.2.1");

  private final InMemorySuppressionDesk list = new InMemorySuppressionDesk();

  @Test
  void shouldEndWhoIsSuppressedWithoutAnAttemptAndTellTheSender() {
    String id = list.suppress("bob@example.org", GLOBAL, SuppressionReason.HARD_BOUNCE);

    worker().work(aMail().to("Bob@example.org").build());

    assertThat(transmission.orders()).isEmpty();
    assertThat(queues.take().envelope().sender().isNull()).isTrue();
    assertThat(queues.mails()).isEmpty();
    assertThat(types())
        .containsExactly(EventType.SUPPRESSED, EventType.REPORTED, EventType.RECEIVED);
    assertThat(events.get(0).details())
        .containsEntry(EventField.SUPPRESSION, id)
        .containsEntry(EventField.SUPPRESSION_REASON, "hard-bounce")
        .containsEntry(EventField.STATUS, "5.7.1")
        .containsEntry(EventField.REASON, "suppressed");
  }

  @Test
  void shouldSendToTheOthersWithoutCountingAnAttempt() {
    list.suppress("bob@example.org", GLOBAL, SuppressionReason.MANUAL);

    worker().work(aMail().to("al@example.org", "bob@example.org").build());

    QueuedMail others = queues.mails().get(0);
    assertThat(others.entry().attempts()).isZero();
    assertThat(others.entry().waits()).isEqualTo(1);
    assertThat(others.envelope().recipients())
        .extracting(r -> r.address().toString())
        .containsExactly("al@example.org");
    worker().work(others);
    assertThat(types()).contains(EventType.SUPPRESSED, EventType.DELIVERED);
    assertThat(events.stream().filter(e -> e.type() == EventType.DELIVERED)).hasSize(1);
  }

  @Test
  void shouldAskAgainAtEachTouch() {
    transmission.answering(451, "4.7.1 later");
    worker().work(aMail().to("bob@example.org").build());
    QueuedMail waiting = queues.take();

    list.suppress("bob@example.org", GLOBAL, SuppressionReason.COMPLAINT);
    worker().work(waiting);

    assertThat(types()).contains(EventType.DEFERRED, EventType.SUPPRESSED);
    assertThat(transmission.orders()).hasSize(1);
  }

  @Test
  void shouldNeverHoldBackAReport() {
    list.suppress("bob@example.org", GLOBAL, SuppressionReason.MANUAL);

    worker().work(aMail().from("").to("bob@example.org").build());

    assertThat(types()).containsExactly(EventType.ATTEMPTED, EventType.DELIVERED);
  }

  @Test
  void shouldTryAFullMailboxForAnUrgentMail() {
    list.suppress("bob@example.org", GLOBAL, SuppressionReason.MAILBOX_FULL);

    worker().work(aMail().lane(Lane.OTP).to("bob@example.org").build());

    assertThat(types()).containsExactly(EventType.ATTEMPTED, EventType.DELIVERED);
  }

  @Test
  void shouldNotTryAFullMailboxForANewsletter() {
    list.suppress("bob@example.org", GLOBAL, SuppressionReason.MAILBOX_FULL);

    worker().work(aMail().lane(Lane.BULK).to("bob@example.org").build());

    assertThat(types()).startsWith(EventType.SUPPRESSED);
    assertThat(transmission.orders()).isEmpty();
  }

  /** The copy of the others has the same id again, so that the broker stores it once. */
  @ParameterizedTest
  @ValueSource(strings = {FaultPoint.OUTCOME_WRITTEN, FaultPoint.MOVED})
  void shouldLetTheOthersGoOnOnceWhateverStepItDiedAt(String step) {
    list.suppress("bob@example.org", GLOBAL, SuppressionReason.MANUAL);
    QueuedMail mail = aMail().to("al@example.org", "bob@example.org").build();
    dieAt(step);
    assertThatThrownBy(() -> worker().work(mail)).isInstanceOf(Death.class);
    restart();
    // Nobody asks the list again about what is decided.
    list.remove(list.current().idOf(SuppressionSubject.parse("bob@example.org"), GLOBAL), AL);

    worker().work(mail);

    assertThat(queues.mails())
        .extracting(m -> m.envelope().sender().isNull())
        .containsExactly(false, true);
    QueuedMail others = queues.mails().get(0);
    assertThat(others.entry().attempts()).isZero();
    assertThat(others.entry().waits()).isEqualTo(1);
    assertThat(others.envelope().recipients())
        .extracting(r -> r.address().toString())
        .containsExactly("al@example.org");
    assertThat(types().stream().filter(t -> t == EventType.SUPPRESSED)).hasSize(1);
  }

  private DeliveryWorker worker() {
    var workshop = workshop(() -> Tenancy.EMPTY);
    return workshop.worker(
        (tenant, domain) -> List.of(),
        new Marking(ReturnPaths.NONE, TestTracking.none()),
        list.door(SETTINGS));
  }
}
