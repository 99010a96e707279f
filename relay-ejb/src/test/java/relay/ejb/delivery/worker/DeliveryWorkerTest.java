package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.queue.MailBuilder.aMail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.egress.EgressFixture;
import relay.domain.fault.FaultPoint;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Lane;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Reach;

class DeliveryWorkerTest extends WorkerTest {

  private Tenancy tenancy = Tenancy.EMPTY;

  @Test
  void shouldBeDoneWithAMailThatWasDelivered() {
    worker().work(aMail().to("bob@example.org").build());

    assertThat(types()).containsExactly(EventType.ATTEMPTED, EventType.DELIVERED);
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldLetADeferredMailWait() {
    transmission.answering(451, "4.7.1 later");

    worker().work(aMail().to("bob@example.org").build());

    QueuedMail waiting = queues.take();
    assertThat(waiting.entry().attempts()).isEqualTo(1);
    assertThat(waiting.dueAt()).hasValueSatisfying(due -> assertThat(due).isAfter(NOW));
    assertThat(types()).containsExactly(EventType.ATTEMPTED, EventType.DEFERRED);
  }

  @Test
  void shouldReportABounceAndKeepTheOthersGoing() {
    transmission.answering(
        r ->
            SmtpReply.received(
                r.address().localPart().equals("bob") ? 550 : 451, List.of("5.1.1 no")));

    worker().work(aMail().to("bob@example.org", "carol@example.org").build());

    assertThat(queues.mails()).hasSize(2);
    assertThat(queues.mails().get(0).envelope().recipients()).hasSize(1);
    assertThat(queues.mails().get(1).envelope().sender().isNull()).isTrue();
    assertThat(types()).contains(EventType.BOUNCED, EventType.DEFERRED, EventType.REPORTED);
  }

  @Test
  void shouldMakeOneCopyForEachNextHop() {
    worker().work(aMail().to("a@one.example", "b@two.example", "c@one.example").build());

    assertThat(transmission.orders()).isEmpty();
    assertThat(queues.mails()).extracting(m -> m.entry().part()).containsExactly(1, 2);
    assertThat(queues.mails().get(0).envelope().recipients()).hasSize(2);
    assertThat(queues.mails()).allMatch(QueuedMail::signed);
    assertThat(types()).containsExactly(EventType.SPLIT);
  }

  @Test
  void shouldMakeTheSameCopiesAgainWhenTheWholeIsGivenOutAgain() {
    QueuedMail mail = aMail().to("a@one.example", "b@two.example").build();
    worker().work(mail);

    worker().work(mail);

    assertThat(queues.mails()).hasSize(2);
    assertThat(types()).containsExactly(EventType.SPLIT);
  }

  @Test
  void shouldNotSendAgainWhatWasDelivered() {
    QueuedMail mail = aMail().build();
    worker().work(mail);

    worker().work(mail);

    assertThat(transmission.orders()).hasSize(1);
    assertThat(types()).containsExactly(EventType.ATTEMPTED, EventType.DELIVERED);
  }

  @Test
  void shouldWaitOnlyOnceWhenADeferredMailIsGivenOutAgain() {
    QueuedMail mail = aMail().build();
    transmission.answering(451, "later");
    worker().work(mail);

    worker().work(mail);

    assertThat(queues.mails()).hasSize(1);
    assertThat(transmission.orders()).hasSize(1);
  }

  @Test
  void shouldCallInDoubtWhatWasCutOffAfterTheContentWentOut() {
    QueuedMail mail = aMail().build();
    dieAt(FaultPoint.ANSWERED);
    assertThatThrownBy(() -> worker().work(mail)).isInstanceOf(Death.class);
    restart();

    worker().work(mail);

    assertThat(types()).contains(EventType.IN_DOUBT, EventType.DEFERRED);
    assertThat(queues.take().entry().attempts()).isEqualTo(1);
    assertThat(transmission.orders()).hasSize(1);
  }

  @Test
  void shouldFinishAfterACrashWhateverStepItDiedAt() {
    for (String step :
        List.of(
            FaultPoint.TAKEN,
            FaultPoint.ATTEMPT_WRITTEN,
            FaultPoint.ANSWERED,
            FaultPoint.OUTCOME_WRITTEN,
            FaultPoint.MOVED)) {
      var mail =
          aMail()
              .entry(new relay.domain.queue.EntryId(idFor(step), 0, 0))
              .to("bob@example.org")
              .build();
      transmission.answering(550, "5.1.1 no such user");
      dieAt(step);
      assertThatThrownBy(() -> worker().work(mail)).as(step).isInstanceOf(Death.class);
      restart();

      worker().work(mail);
      worker().work(mail);

      long reports = queues.mails().stream().filter(m -> m.envelope().sender().isNull()).count();
      long waiting = queues.mails().size() - reports;
      boolean inDoubt = step.equals(FaultPoint.ATTEMPT_WRITTEN) || step.equals(FaultPoint.ANSWERED);
      assertThat(reports).as(step).isEqualTo(inDoubt ? 0 : 1);
      assertThat(waiting).as(step).isEqualTo(inDoubt ? 1 : 0);
      queues.mails().forEach(m -> queues.take());
    }
  }

  @Test
  void shouldSplitOnceWhateverStepOfItDies() {
    for (String step : List.of(FaultPoint.SPLIT_WRITTEN, FaultPoint.SPLIT_COMMITTED)) {
      var mail =
          aMail()
              .entry(new relay.domain.queue.EntryId(idFor(step), 0, 0))
              .to("a@one.example", "b@two.example")
              .build();
      dieAt(step);
      assertThatThrownBy(() -> worker().work(mail)).as(step).isInstanceOf(Death.class);
      restart();

      worker().work(mail);

      assertThat(queues.mails())
          .as(step)
          .filteredOn(m -> m.entry().mail().equals(mail.entry().mail()))
          .extracting(m -> m.entry().part())
          .containsExactly(1, 2);
    }
    assertThat(types()).containsExactly(EventType.SPLIT, EventType.SPLIT);
  }

  @Test
  void shouldKeepTryingToQueueWhatFollows() {
    transmission.answering(451, "later");
    queues.fail(2);

    worker().work(aMail().build());

    assertThat(queues.mails()).hasSize(1);
    assertThat(types()).containsExactly(EventType.ATTEMPTED, EventType.DEFERRED);
  }

  @Test
  void shouldPutAMailAsideThatItCannotWorkOn() {
    transmission.answering(
        r -> {
          throw new IllegalStateException("a defect");
        });

    worker().work(aMail().build());

    assertThat(queues.take().entry().attempts()).isEqualTo(1);
    assertThat(transmission.orders()).hasSize(1);
  }

  @Test
  void shouldGiveUpAnOldPasswordWithoutAnAttempt() {
    worker().work(aMail().lane(Lane.OTP).expiresAt(NOW.minusSeconds(1)).build());

    assertThat(transmission.orders()).isEmpty();
    assertThat(types()).contains(EventType.EXPIRED);
  }

  @Test
  void shouldPutAMailOffWhoseDestinationIsBusyAndCountNoAttempt() {
    var place = traffic.ask("example.org", Lane.TRANSACTIONAL, false, NOW);

    worker().work(aMail().to("bob@example.org").build());

    assertThat(place).isInstanceOf(Decision.Go.class);
    assertThat(transmission.orders()).isEmpty();
    QueuedMail waiting = queues.take();
    assertThat(waiting.entry().attempts()).isZero();
    assertThat(waiting.entry().waits()).isEqualTo(1);
    assertThat(waiting.dueAt()).hasValueSatisfying(due -> assertThat(due).isAfter(NOW));
    assertThat(types()).containsExactly(EventType.HELD);
  }

  @Test
  void shouldDeferAMailWhoseDestinationIsAwayWithoutTrying() {
    for (int i = 0; i < 3; i++) {
      var go = (Decision.Go) traffic.ask("example.org", Lane.TRANSACTIONAL, false, NOW);
      go.permit().release(Reach.UNREACHED, NOW);
    }

    worker().work(aMail().to("bob@example.org").build());

    assertThat(transmission.orders()).isEmpty();
    assertThat(queues.take().entry().attempts()).isEqualTo(1);
    assertThat(types()).containsExactly(EventType.DEFERRED);
  }

  @Test
  void shouldGivePlacesBackWhateverHappens() {
    transmission.beforeReply(
        () -> {
          throw new IllegalStateException("broken");
        });

    for (int i = 0; i < 10; i++) {
      worker().work(aMail().attempts(i).to("bob@example.org").build());
    }

    assertThat(transmission.orders()).hasSize(10);
  }

  @Test
  void shouldSendTheContentAsItIs() throws Exception {
    worker().work(aMail().content(MailBuilder.contentOf("Subject: x\r\n\r\nhi\r\n")).build());

    try (var in = transmission.orders().get(0).content().open()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("Subject: x\r\n\r\nhi\r\n");
    }
  }

  @Test
  void shouldSendFromASourceOfThePoolAndNameItInTheJournal() {
    egress
        .has("127.0.0.2")
        .with(
            EgressFixture.source("one", "'ipv4':'127.0.0.2','ehlo_name':'one.example'"),
            EgressFixture.pool("all", "'sources':['one'],'tenants':['default']"));

    worker().work(aMail().to("bob@example.org").build());

    assertThat(transmission.orders().get(0).origin().ehloName()).contains("one.example");
    assertThat(transmission.orders().get(0).origin().source()).isEqualTo("one");
    assertThat(events)
        .filteredOn(e -> e.type() == EventType.DELIVERED)
        .singleElement()
        .satisfies(e -> assertThat(e.details()).containsEntry(EventField.EGRESS_SOURCE, "one"));
  }

  @Test
  void shouldLetAMailWaitWhosePoolHasNoSourceThatCanBeUsed() {
    egress.with(
        EgressFixture.source("one", "'ipv4':'127.0.0.2'"),
        EgressFixture.pool("all", "'sources':['one'],'tenants':['default']"));

    worker().work(aMail().to("bob@example.org").build());

    assertThat(transmission.orders()).isEmpty();
    assertThat(types()).containsExactly(EventType.DEFERRED);
    assertThat(events.get(0).details().get(EventField.REPLY).toString())
        .contains("no source of egress pool all can be used");
    assertThat(events.get(0).details()).doesNotContainKey(EventField.EGRESS_SOURCE);
  }

  private DeliveryWorker worker() {
    var workshop = workshop(() -> tenancy);
    return workshop.worker(
        (tenant, domain) -> List.of(), new Marking(ReturnPaths.NONE, TestTracking.none()));
  }

  private static relay.domain.mail.QueueId idFor(String step) {
    String digits = Integer.toString(Math.floorMod(step.hashCode(), 1_000_000));
    return new relay.domain.mail.QueueId("0".repeat(20 - digits.length()) + digits);
  }
}
