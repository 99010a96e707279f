package relay.ejb.delivery.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import relay.domain.automation.AutomationMails;
import relay.domain.backup.Primaries;
import relay.domain.bounce.BounceComposer;
import relay.domain.brake.Brakes;
import relay.domain.campaign.CampaignMails;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.LockedContentJudge;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.Transmission;
import relay.domain.egress.EgressDesk;
import relay.domain.fault.FaultPoint;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.Journal;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.queue.MailQueues;
import relay.domain.routing.BuiltInDomains;
import relay.domain.routing.CurrentRoutes;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.MailKeepers;
import relay.domain.routing.NextHop;
import relay.domain.routing.Regions;
import relay.domain.routing.RouteSurroundings;
import relay.domain.routing.Router;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetHealth;
import relay.domain.routing.TargetQuotas;
import relay.domain.secret.LockedContents;
import relay.domain.signing.DkimSigner;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tracking.MailTracking;
import relay.domain.traffic.ArrivalLine;
import relay.domain.traffic.Provider;
import relay.domain.traffic.Site;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.warmup.WarmUps;
import relay.ejb.guard.LaneGate;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.MailMessage;

/** Makes what the lanes' workers share. */
@ApplicationScoped
public class WorkerProducer {
  @Inject private RelayConfiguration configuration;
  @Inject private CurrentConfiguration current;
  @Inject private InstantSource clock;
  @Inject private FaultPoint faults;
  @Inject private ReturnPaths returnPaths;
  @Inject private MailTracking tracking;
  @Inject private CampaignMails campaigns;
  @Inject private AutomationMails automations;
  @Inject private Instance<SuppressionCheck> suppressions;

  @Produces
  @Singleton
  RetryRules retryRules(CurrentTenancy tenancy) {
    return new RetryRules(() -> current.get().retry(), tenancy);
  }

  @Produces
  @Singleton
  RetrySchedule retrySchedule(RetryRules rules, RandomGenerator random) {
    return new RetrySchedule(rules, random);
  }

  @Produces
  @Singleton
  StreamRoutes streamRoutes(
      CurrentTenancy tenancy,
      CurrentRoutes routes,
      Sites sites,
      TargetHealth health,
      TargetQuotas quotas,
      BuiltInDomains builtIn) {
    MailKeepers keepers =
        domain -> sites.find(new NextHop.MailExchangers(domain)).provider().map(Provider::id);
    return new StreamRoutes(router(builtIn), tenancy, routes, near(keepers), health, quotas);
  }

  /** By what is known of providers already: no client at the door waits for the DNS. */
  @Produces
  @Singleton
  ArrivalLine arrivalLine(
      TrafficControl traffic,
      CurrentTenancy tenancy,
      CurrentRoutes routes,
      Sites sites,
      TargetHealth health,
      TargetQuotas quotas,
      BuiltInDomains builtIn) {
    MailKeepers keepers =
        domain ->
            sites
                .known(new NextHop.MailExchangers(domain))
                .flatMap(Site::provider)
                .map(Provider::id);
    return new ArrivalLine(
        traffic, new StreamRoutes(router(builtIn), tenancy, routes, near(keepers), health, quotas));
  }

  private Router router(BuiltInDomains builtIn) {
    return new Router(() -> current.get().routing(), builtIn);
  }

  private static RouteSurroundings near(MailKeepers keepers) {
    return new RouteSurroundings(keepers, Regions.shipped());
  }

  @Produces
  @Singleton
  Outcomes outcomes(Journal journal, MailQueues queues, RetrySchedule schedule) {
    var reports =
        new BounceComposer(() -> current.get().report(), schedule, configuration.node().hostName());
    return new Outcomes(journal, queues, reports, faults, configuration.queue().storePatience());
  }

  @Produces
  @Singleton
  AttemptJudge judge(
      RetryRules rules, RetrySchedule schedule, StreamRoutes ways, TenantReplyRules replies) {
    return new AttemptJudge(rules, schedule, ways, replies);
  }

  @Produces
  @Singleton
  TrafficControl traffic(CurrentTenancy tenancy, Slices slices) {
    return new TrafficControl(
        () -> current.get().traffic(),
        Map.of(
            Lane.OTP, Integer.valueOf(OtpWorker.SESSIONS),
            Lane.TRANSACTIONAL, Integer.valueOf(TransactionalWorker.SESSIONS),
            Lane.BULK, Integer.valueOf(BulkWorker.SESSIONS)),
        owner -> tenancy.get().weightOf(owner),
        slices);
  }

  @Produces
  @Singleton
  Sites sites(DomainLookup lookup) {
    return new Sites(lookup, () -> current.get().traffic(), clock);
  }

  @Produces
  @Singleton
  Departures departures(
      TrafficControl traffic,
      Sites sites,
      EgressDesk egress,
      Primaries primaries,
      WarmUps warmUps) {
    return new Departures(traffic, sites, egress, primaries, warmUps, clock);
  }

  @Produces
  @Singleton
  BrakeCheck brakeCheck(Brakes brakes, RetryRules rules, StreamRoutes ways, Outcomes outcomes) {
    return new BrakeCheck(brakes, rules, ways, outcomes);
  }

  @Produces
  @Singleton
  DeliveryWorker worker(
      AttemptLedger ledger,
      DkimSigner signer,
      Transmission transmission,
      Departures departures,
      AttemptJudge judge,
      BrakeCheck brakes,
      Outcomes outcomes,
      StreamRoutes ways) {
    return new DeliveryWorker(
        ledger,
        signer,
        ways,
        transmission,
        departures,
        judge,
        brakes,
        suppressions.get(),
        new Marking(returnPaths, tracking),
        new LateMails(campaigns, automations, signer, judge, outcomes),
        outcomes,
        faults,
        clock);
  }

  @Produces
  @Singleton
  LockedContents lockedContents() {
    return new LockedContents(configuration.content().lockedWait());
  }

  @Produces
  @Singleton
  LaneReader reader(
      MailMessage messages,
      DeliveryWorker worker,
      DeadLetters deadLetters,
      LockedMails locked,
      LaneGate lanes) {
    return new LaneReader(messages, worker, deadLetters, locked, lanes);
  }

  @Produces
  @Singleton
  LockedMails lockedMails(
      AttemptLedger ledger,
      Journal journal,
      MailQueues queues,
      Outcomes outcomes,
      RetryRules rules,
      BrakeCheck brakes,
      LockedContents locked) {
    return new LockedMails(
        new LockedMails.Record(ledger, journal, queues, outcomes),
        new LockedContentJudge(rules),
        brakes,
        locked,
        configuration.content().lockedWait(),
        clock);
  }
}
