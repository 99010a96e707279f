package relay.ejb.delivery.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.backup.SomePrimaries;
import relay.domain.bounce.BounceComposer;
import relay.domain.bounce.ReportSettings;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.Brakes;
import relay.domain.campaign.CampaignMails;
import relay.domain.campaign.LetterWriter;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.consent.ConsentAddresses;
import relay.domain.control.ControlState;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.delivery.SuppressionJudge;
import relay.domain.delivery.Transmission;
import relay.domain.egress.EgressFixture;
import relay.domain.fault.FaultPoint;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.identity.ReturnPaths;
import relay.domain.mail.Lane;
import relay.domain.queue.InMemoryQueues;
import relay.domain.routing.FakeDns;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.settings.Settings;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.KeyRing;
import relay.domain.signing.SigningSettings;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.template.TemplateSettings;
import relay.domain.template.Templates;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.warmup.WarmUpFixture;
import relay.ejb.journal.JournalFiles;

/** What workers of a test work with: the real rules, and fakes at the ends. */
record Workshop(
    JournalFiles journal,
    InMemoryQueues queues,
    CurrentTenancy tenancy,
    ScriptedTransmission transmission,
    TrafficControl traffic,
    EgressFixture egress,
    FaultPoint faults,
    InstantSource clock) {
  private static final TemplateSettings TEMPLATES =
      TemplateSettings.from(Settings.of(TemplateSettings.ALL, Map.of(), Map.of()));
  private static final TrafficSettings TRAFFIC =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));

  /** Two workers in each lane, and the usual settings. */
  static TrafficControl usualTraffic() {
    return new TrafficControl(
        () -> TRAFFIC, Map.of(Lane.OTP, 2, Lane.TRANSACTIONAL, 2, Lane.BULK, 2));
  }

  /** A worker that signs with these keys and marks so. */
  DeliveryWorker worker(KeyRing keys, Marking marking) {
    return worker(keys, marking, SuppressionDoor.OPEN);
  }

  /** The same with a list of those to whom no mail goes. */
  DeliveryWorker worker(KeyRing keys, Marking marking, SuppressionDoor door) {
    return worker(keys, marking, door, () -> BrakeBook.EMPTY, Map.of());
  }

  /** One of the usual settings or others, without keys, brakes, sources and campaigns. */
  static DeliveryWorker worker(
      RelayConfiguration configuration,
      StreamRoutes ways,
      Transmission transmission,
      JournalFiles journal,
      InMemoryQueues queues,
      InstantSource clock) {
    var rules = new RetryRules(configuration::retry, () -> Tenancy.EMPTY);
    var schedule = new RetrySchedule(rules, new Random(1));
    var reports = new BounceComposer(configuration::report, schedule, "relay.example");
    var outcomes = new Outcomes(journal, queues, reports, FaultPoint.NONE, Duration.ofSeconds(5));
    var traffic =
        new TrafficControl(
            configuration::traffic, Map.of(Lane.OTP, 4, Lane.TRANSACTIONAL, 4, Lane.BULK, 4));
    return new DeliveryWorker(
        journal.ledger(),
        new DkimSigner((tenant, domain) -> List.of(), configuration.signing(), clock),
        ways,
        transmission,
        new Departures(
            traffic,
            new Sites(new FakeDns(), configuration::traffic, clock),
            EgressFixture.none(),
            SomePrimaries.none(),
            WarmUpFixture.over(() -> ControlState.EMPTY),
            clock),
        new AttemptJudge(rules, schedule, ways, TenantReplyRules.NONE),
        new BrakeCheck(() -> BrakeBook.EMPTY, rules, ways, outcomes),
        new SuppressionCheck(SuppressionDoor.OPEN, new SuppressionJudge(rules), outcomes),
        new Marking(ReturnPaths.NONE, TestTracking.none()),
        withoutCampaigns(outcomes),
        outcomes,
        FaultPoint.NONE,
        clock);
  }

  /** What workers of tests have to which no mail of a campaign comes. */
  static LateMails withoutCampaigns(Outcomes outcomes) {
    var mails =
        new CampaignMails(
            () -> ControlState.EMPTY,
            new LetterWriter(
                new Templates(() -> ControlState.EMPTY, () -> TEMPLATES),
                ReturnPaths.NONE,
                TestTracking.none(),
                ConsentAddresses.NONE,
                "relay.example"));
    return new LateMails(mails, null, null, null, outcomes);
  }

  /** The same with brakes and settings of retries. */
  DeliveryWorker worker(
      KeyRing keys,
      Marking marking,
      SuppressionDoor door,
      Brakes brakes,
      Map<String, String> settings) {
    return worker(keys, marking, door, brakes, settings, Optional.empty());
  }

  /** The same for mails of campaigns. */
  DeliveryWorker worker(
      KeyRing keys,
      Marking marking,
      SuppressionDoor door,
      Brakes brakes,
      Map<String, String> settings,
      Optional<CampaignMails> campaigns) {
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, settings, Map.of()));
    var rules = new RetryRules(() -> retry, tenancy);
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
                    Settings.of(RoutingSettings.ALL, Map.of("route.default", "mx"), Map.of()))),
            tenancy);
    var outcomes = new Outcomes(journal, queues, reports, faults, Duration.ofSeconds(5));
    var judge = new AttemptJudge(rules, schedule, ways, TenantReplyRules.NONE);
    var signer =
        new DkimSigner(
            keys,
            SigningSettings.from(Settings.of(SigningSettings.ALL, Map.of(), Map.of())),
            clock);
    LateMails late =
        campaigns
            .map(mails -> new LateMails(mails, null, signer, judge, outcomes))
            .orElseGet(() -> withoutCampaigns(outcomes));
    return new DeliveryWorker(
        journal.ledger(),
        signer,
        ways,
        transmission,
        new Departures(
            traffic,
            new Sites(new FakeDns(), () -> TRAFFIC, clock),
            egress.desk(new Random(1)),
            SomePrimaries.none(),
            WarmUpFixture.over(egress::state),
            clock),
        judge,
        new BrakeCheck(brakes, rules, ways, outcomes),
        new SuppressionCheck(door, new SuppressionJudge(rules), outcomes),
        marking,
        late,
        outcomes,
        faults,
        clock);
  }
}
