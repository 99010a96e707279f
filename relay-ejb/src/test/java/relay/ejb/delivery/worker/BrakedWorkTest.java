package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.backup.SomePrimaries;
import relay.domain.bounce.BounceComposer;
import relay.domain.bounce.ReportSettings;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.control.ControlState;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.delivery.SuppressionJudge;
import relay.domain.egress.EgressFixture;
import relay.domain.fault.FaultPoint;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.Hold;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.FakeDns;
import relay.domain.routing.NextHop;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.settings.Settings;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.SigningSettings;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;
import relay.domain.tracking.TestTracking;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.warmup.WarmUpFixture;

/** What brakes and streams do to entries as the worker touches them. */
class BrakedWorkTest extends WorkerTest {
  private static final TrafficSettings TRAFFIC =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));

  private static final SendWindow AT_NIGHT =
      new SendWindow(
          EnumSet.allOf(DayOfWeek.class),
          LocalTime.of(22, 0),
          LocalTime.of(6, 0),
          ZoneId.of("UTC"),
          false);

  private BrakeBook book = BrakeBook.EMPTY;
  private Tenancy tenancy = Tenancy.EMPTY;

  @Test
  void shouldPutAsideWhatABrakeHolds() {
    Brake brake = brake(aBrake(BrakeKind.SUSPEND).recipientDomain("example.org").build());

    worker().work(aMail().to("bob@example.org").build());

    QueuedMail waiting = queues.take();
    assertThat(waiting.hold()).contains(new Hold(brake.id(), NOW, false));
    assertThat(transmission.orders()).isEmpty();
    assertThat(types()).containsExactly(EventType.HELD);
    assertThat(events.get(0).details()).containsEntry(EventField.BRAKE_REASON, brake.reason());
  }

  @Test
  void shouldSendWhatWasHeldWhenTheBrakeIsGone() {
    brake(aBrake(BrakeKind.HOLD).build());
    worker().work(aMail().to("bob@example.org").build());
    brake();

    worker().work(queues.take());

    assertThat(types())
        .containsExactly(
            EventType.HELD, EventType.RELEASED, EventType.ATTEMPTED, EventType.DELIVERED);
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldReturnWhatABrakeBounces() {
    brake(aBrake(BrakeKind.BOUNCE).build());

    worker().work(aMail().to("bob@example.org").build());

    assertThat(transmission.orders()).isEmpty();
    assertThat(queues.take().envelope().sender().isNull()).isTrue();
    assertThat(types()).containsExactly(EventType.BOUNCED, EventType.REPORTED, EventType.RECEIVED);
  }

  @Test
  void shouldSplitAMailWhoseRecipientsFareDifferently() {
    brake(aBrake(BrakeKind.HOLD).recipientDomain("one.example").build());

    worker().work(aMail().to("a@one.example", "b@two.example", "c@one.example").build());

    assertThat(queues.mails())
        .extracting(m -> m.envelope().recipients().size())
        .containsExactly(2, 1);
    assertThat(events.get(0).details().get(EventField.PARTS)).isEqualTo(List.of("0,2", "1"));
  }

  @Test
  void shouldMakeTheSamePartsAfterACrashThoughTheBrakeIsGone() {
    QueuedMail mail = aMail().to("a@one.example", "b@two.example", "c@three.example").build();
    brake(aBrake(BrakeKind.HOLD).recipientDomain("two.example").build());
    dieAt(FaultPoint.SPLIT_WRITTEN);
    assertThatThrownBy(() -> worker().work(mail)).isInstanceOf(Death.class);
    restart();
    brake();

    worker().work(mail);

    // The router alone would number them in the order of the recipients.
    assertThat(queues.mails())
        .extracting(m -> m.envelope().recipients().get(0).address().localPart())
        .containsExactly("a", "c", "b");
  }

  @Test
  void shouldHoldOnlyOnceWhenTheEntryIsGivenOutAgain() {
    QueuedMail mail = aMail().to("bob@example.org").build();
    brake(aBrake(BrakeKind.HOLD).build());
    dieAt(FaultPoint.OUTCOME_WRITTEN);
    assertThatThrownBy(() -> worker().work(mail)).isInstanceOf(Death.class);
    restart();
    brake();

    worker().work(mail);

    assertThat(queues.take().hold()).isPresent();
    assertThat(transmission.orders()).isEmpty();
  }

  @Test
  void shouldTakeTheRouteOfTheBrake() {
    brake(aBrake(BrakeKind.REROUTE).route("backup").build());

    worker().work(aMail().to("a@one.example", "b@two.example").build());

    assertThat(transmission.orders()).hasSize(1);
    assertThat(transmission.orders().get(0).hop())
        .isInstanceOfSatisfying(
            NextHop.Smarthosts.class, hop -> assertThat(hop.name()).isEqualTo("backup"));
  }

  @Test
  void shouldHoldAsAWholeWhatCannotBeSplitOnceMore() {
    Brake brake = brake(aBrake(BrakeKind.BOUNCE).recipientDomain("one.example").build());
    var part =
        aMail()
            .entry(new relay.domain.queue.EntryId(MailBuilder.ID, 1 << 16, 0))
            .to("a@one.example", "b@two.example")
            .build();

    worker().work(part);

    assertThat(queues.take().hold()).map(Hold::brake).contains(brake.id());
  }

  @Test
  void shouldSendByTheRouteOfTheStreamAndByTheDomainOnceItIsGone() {
    MailOwner owner = new MailOwner("acme", "news", "");
    tenancy = Tenancies.with(Tenant.of("acme"), aStream("acme", "news").route("backup").build());
    worker().work(aMail().owner(owner).to("bob@example.org").build());

    tenancy = Tenancies.with(Tenant.of("acme"), aStream("acme", "news").build());
    worker().work(aMail().owner(owner).attempts(1).to("bob@example.org").build());

    assertThat(transmission.orders())
        .extracting(order -> order.hop().name())
        .containsExactly("backup", "example.org");
  }

  @Test
  void shouldLetAWaitingMailObeyANewScheduleOfItsStream() {
    transmission.answering(451, "4.7.1 later");
    MailOwner owner = new MailOwner("acme", "news", "");
    var slow = aStream("acme", "news").retry(Duration.ofDays(2), Duration.ofHours(4));
    tenancy = Tenancies.with(Tenant.of("acme"), slow.build());
    worker().work(aMail().owner(owner).to("bob@example.org").build());
    QueuedMail waiting = queues.take();
    assertThat(waiting.dueAt().orElseThrow()).isAfter(NOW.plusSeconds(10_000));

    var fast = aStream("acme", "news").retry(Duration.ofDays(2), Duration.ofSeconds(10));
    tenancy = Tenancies.with(Tenant.of("acme"), fast.build());
    worker().work(waiting);

    assertThat(queues.take().dueAt().orElseThrow()).isBefore(NOW.plusSeconds(20));
  }

  @Test
  void shouldKeepMailOutsideOfItsSendWindowUnlessABrakeReleasesIt() {
    MailOwner owner = new MailOwner("acme", "news", "");
    Stream news = aStream("acme", "news").window(AT_NIGHT).build();
    tenancy = Tenancies.with(Tenant.of("acme"), news);
    worker().work(aMail().owner(owner).to("bob@example.org").build());
    QueuedMail waiting = queues.take();

    assertThat(transmission.orders()).isEmpty();
    assertThat(types()).containsExactly(EventType.HELD);
    assertThat(waiting.dueAt()).contains(Instant.parse("2026-01-01T22:00:00Z"));

    brake(aBrake(BrakeKind.RETRY_NOW).build());
    worker().work(waiting);
    QueuedMail still = queues.take();
    assertThat(transmission.orders()).isEmpty();

    brake(aBrake(BrakeKind.RELEASE).build());
    worker().work(still);
    assertThat(transmission.orders()).hasSize(1);
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldRepeatAWaitForTheSendWindowAfterACrash() {
    MailOwner owner = new MailOwner("acme", "news", "");
    Stream news = aStream("acme", "news").window(AT_NIGHT).build();
    tenancy = Tenancies.with(Tenant.of("acme"), news);
    QueuedMail mail = aMail().owner(owner).to("bob@example.org").build();
    dieAt(FaultPoint.OUTCOME_WRITTEN);
    assertThatThrownBy(() -> worker().work(mail)).isInstanceOf(Death.class);
    restart();

    worker().work(mail);

    assertThat(queues.take().dueAt()).contains(Instant.parse("2026-01-01T22:00:00Z"));
    assertThat(types()).containsExactly(EventType.HELD);
    assertThat(transmission.orders()).isEmpty();
  }

  @Test
  void shouldRepeatASplitAsItWasAlthoughTheStreamHasAnotherRouteNow() {
    MailOwner owner = new MailOwner("acme", "news", "");
    QueuedMail mail = aMail().owner(owner).to("a@one.example", "b@two.example").build();
    dieAt(FaultPoint.SPLIT_WRITTEN);
    assertThatThrownBy(() -> worker().work(mail)).isInstanceOf(Death.class);
    restart();
    tenancy = Tenancies.with(Tenant.of("acme"), aStream("acme", "news").route("backup").build());

    worker().work(mail);

    assertThat(queues.mails()).extracting(m -> m.entry().part()).containsExactly(1, 2);
    assertThat(queues.mails()).allMatch(m -> m.envelope().recipients().size() == 1);
  }

  @Test
  void shouldSendAtThePaceOfABrakeAndSayWhatTheOthersWaitFor() {
    Brake slow = brake(aBrake(BrakeKind.SLOW).recipientDomain("example.org").perMinute(1).build());
    DeliveryWorker worker = worker();
    worker.work(aMail().to("bob@example.org").build());
    var second = new EntryId(QueueId.next(NOW, new Random(2)), 0, 0);
    worker.work(aMail().entry(second).to("al@example.org").build());

    assertThat(transmission.orders()).hasSize(1);
    MailEvent held = events.get(events.size() - 1);
    assertThat(held.type()).isEqualTo(EventType.HELD);
    assertThat(held.details()).containsEntry(EventField.REASON, "brake_slow " + slow.id());
    assertThat(queues.mails()).anyMatch(m -> m.entry().waits() == 1 && m.hold().isEmpty());
  }

  private Brake brake(Brake... brakes) {
    book = BrakeBook.of(Arrays.asList(brakes), NOW);
    return brakes.length == 0 ? null : brakes[0];
  }

  private DeliveryWorker worker() {
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    var rules = new RetryRules(() -> retry, () -> tenancy);
    var schedule = new RetrySchedule(rules, new Random(1));
    var reports =
        new BounceComposer(
            () -> ReportSettings.from(Settings.of(ReportSettings.ALL, Map.of(), Map.of())),
            schedule,
            "relay.example");
    var ways =
        new StreamRoutes(
            new Router(
                RoutingSettings.from(
                    Settings.of(
                        RoutingSettings.ALL,
                        Map.of("route.default", "mx", "route.backup.hosts", "backup.example"),
                        Map.of()))),
            () -> tenancy);
    var outcomes =
        new Outcomes(journal, queues, reports, s -> faults.reached(s), Duration.ofSeconds(5));
    return new DeliveryWorker(
        journal.ledger(),
        new DkimSigner(
            (tenant, domain) -> List.of(),
            SigningSettings.from(Settings.of(SigningSettings.ALL, Map.of(), Map.of())),
            () -> NOW),
        ways,
        transmission,
        new Departures(
            new TrafficControl(
                () -> TRAFFIC, Map.of(Lane.OTP, 2, Lane.TRANSACTIONAL, 2, Lane.BULK, 2)),
            new Sites(new FakeDns(), () -> TRAFFIC, () -> NOW),
            EgressFixture.none(),
            SomePrimaries.none(),
            WarmUpFixture.over(() -> ControlState.EMPTY),
            () -> NOW),
        new AttemptJudge(rules, schedule, ways, TenantReplyRules.NONE),
        new BrakeCheck(() -> book, rules, ways, outcomes),
        new SuppressionCheck(SuppressionDoor.OPEN, new SuppressionJudge(rules), outcomes),
        new Marking(ReturnPaths.NONE, TestTracking.none()),
        Workshop.withoutCampaigns(outcomes),
        outcomes,
        s -> faults.reached(s),
        () -> NOW);
  }
}
