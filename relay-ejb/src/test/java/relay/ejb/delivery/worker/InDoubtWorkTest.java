package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.fault.FaultPoint;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.queue.Hold;
import relay.domain.queue.QueuedMail;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;

/**
 * Mail in doubt that an operator is asked about, as the worker touches it, and wherever it dies.
 */
class InDoubtWorkTest extends WorkerTest {

  private BrakeBook book = BrakeBook.EMPTY;

  @ParameterizedTest
  @ValueSource(strings = {FaultPoint.ATTEMPT_WRITTEN, FaultPoint.ANSWERED})
  void shouldHoldWhatACrashLeftInDoubtAndNeverSendItByItself(String step) {
    QueuedMail mail = aMail().to("bob@example.org").build();
    killAt(step, mail);

    worker().work(mail);

    QueuedMail held = queues.take();
    assertThat(held.hold()).contains(Hold.inDoubt(NOW));
    assertThat(types()).contains(EventType.IN_DOUBT, EventType.HELD);
    int sent = transmission.orders().size();
    worker().work(held);
    assertThat(queues.take().hold()).contains(Hold.inDoubt(NOW));
    assertThat(transmission.orders()).hasSize(sent);
  }

  @Test
  void shouldHoldOnceWhateverStepOfTheHoldDies() {
    QueuedMail mail = aMail().to("bob@example.org", "carol@example.org").build();
    killAt(FaultPoint.ANSWERED, mail);
    for (String step : List.of(FaultPoint.OUTCOME_WRITTEN, FaultPoint.MOVED)) {
      killAt(step, mail);
    }

    worker().work(mail);
    worker().work(mail);

    assertThat(queues.mails()).hasSize(2).allMatch(m -> m.hold().isPresent());
    assertThat(types()).filteredOn(type -> type == EventType.IN_DOUBT).hasSize(2);
    assertThat(transmission.orders()).hasSize(1);
  }

  @Test
  void shouldDeliverAgainWhenTheOperatorWantsItAndSayWhoDid() {
    QueuedMail held = held();
    answer(BrakeKind.DELIVER_AGAIN);

    worker().work(held);

    assertThat(types()).endsWith(EventType.RELEASED, EventType.ATTEMPTED, EventType.DELIVERED);
    MailEvent released = events.get(events.size() - 3);
    assertThat(released.details())
        .containsEntry(EventField.BRAKE_AUTHOR, "ann")
        .containsEntry(EventField.REASON, "in_doubt");
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldAskAnewWhenTheSecondDeliveryIsInDoubtToo() {
    QueuedMail held = held();
    answer(BrakeKind.DELIVER_AGAIN);
    now.set(NOW.plusSeconds(3_000));
    killAt(FaultPoint.ANSWERED, held);

    worker().work(held);

    QueuedMail again = queues.take();
    assertThat(again.hold()).contains(Hold.inDoubt(now.get()));
    assertThat(again.entry().attempts()).isEqualTo(2);
    worker().work(again);
    assertThat(queues.take().hold()).as("the old answer is none").isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"DELIVERED", "GIVE_UP"})
  void shouldEndOnceWhateverStepOfTheAnswerDies(BrakeKind kind) {
    for (String step : List.of(FaultPoint.OUTCOME_WRITTEN, FaultPoint.MOVED)) {
      events.clear();
      QueuedMail held = held();
      answer(kind);
      killAt(step, held);
      book = BrakeBook.EMPTY;

      worker().work(held);
      worker().work(held);

      EventType end = kind == BrakeKind.DELIVERED ? EventType.DELIVERED : EventType.BOUNCED;
      assertThat(types()).as(step).filteredOn(type -> type == end).hasSize(1);
      int reports = kind == BrakeKind.DELIVERED ? 0 : 1;
      assertThat(queues.mails()).as(step).hasSize(reports);
      queues.mails().forEach(report -> queues.take());
      book = BrakeBook.EMPTY;
    }
  }

  @Test
  void shouldReturnAHeldMailWhenABrakeBouncesIt() {
    QueuedMail held = held();
    book = BrakeBook.of(List.of(aBrake(BrakeKind.BOUNCE).build()), now.get());

    worker().work(held);

    assertThat(types()).contains(EventType.BOUNCED);
    assertThat(queues.take().envelope().sender().isNull()).isTrue();
  }

  @Test
  void shouldStayInDoubtUnderABrakeThatHolds() {
    QueuedMail held = held();
    book = BrakeBook.of(List.of(aBrake(BrakeKind.HOLD).build()), now.get());

    worker().work(held);

    assertThat(queues.take().hold()).contains(Hold.inDoubt(NOW));
  }

  @Test
  void shouldGiveUpWhenNobodyAnsweredInTime() {
    QueuedMail held = held();
    now.set(NOW.plus(Duration.ofDays(3)));

    worker().work(held);

    assertThat(types()).contains(EventType.BOUNCED, EventType.REPORTED);
    assertThat(queues.take().envelope().sender().isNull()).isTrue();
  }

  private static int mails;

  /** A mail whose connection broke at the final dot. */
  private QueuedMail held() {
    var id = new relay.domain.mail.QueueId("0khr3vqs0abcdefghj" + (10 + mails++ % 90));
    QueuedMail mail =
        aMail().entry(new relay.domain.queue.EntryId(id, 0, 0)).to("bob@example.org").build();
    killAt(FaultPoint.ANSWERED, mail);
    worker().work(mail);
    return queues.take();
  }

  private void answer(BrakeKind... kinds) {
    List<Brake> answers =
        Arrays.stream(kinds)
            .map(k -> aBrake(k).createdAt(now.get()).until(NOW.plusSeconds(90_000)).build())
            .toList();
    book = BrakeBook.of(answers, now.get());
  }

  /** The process dies there and begins anew: only the files are left. */
  private void killAt(String step, QueuedMail mail) {
    dieAt(step);
    assertThatThrownBy(() -> worker().work(mail)).as(step).isInstanceOf(Death.class);
    restart();
  }

  private DeliveryWorker worker() {
    var workshop = workshop(() -> Tenancy.EMPTY);
    return workshop.worker(
        (tenant, domain) -> List.of(),
        new Marking(ReturnPaths.NONE, TestTracking.none()),
        SuppressionDoor.OPEN,
        () -> book,
        Map.of("retry.transactional.in-doubt", "ask"));
  }
}
