package relay.ejb.explain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.backup.Primaries;
import relay.domain.brake.Brakes;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.delivery.RetrySchedule;
import relay.domain.egress.EgressDesk;
import relay.domain.explain.MailExplainer;
import relay.domain.explain.MailExplainer.DeliveryRules;
import relay.domain.explain.QuestionReader;
import relay.domain.quota.QuotaDesk;
import relay.domain.reception.Accounts;
import relay.domain.reception.SubmissionListener;
import relay.domain.retention.RetentionRules;
import relay.domain.routing.DnssecTrail;
import relay.domain.routing.HostSearch;
import relay.domain.routing.StreamRoutes;
import relay.domain.signing.DkimSigner;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.transport.TransportRules;
import relay.domain.warmup.WarmUps;

/** Makes who explains mails. */
@ApplicationScoped
public class ExplainProducer {
  @Inject private WarmUps warmUps;
  @Inject private DnssecTrail dnssec;
  @Inject private Primaries primaries;

  @Produces
  @Singleton
  DeliveryRules rules(
      Brakes brakes,
      StreamRoutes ways,
      HostSearch hosts,
      TransportRules transport,
      TrafficControl traffic,
      Sites sites,
      EgressDesk egress,
      RetrySchedule schedule) {
    return new DeliveryRules(
        brakes, ways, hosts, dnssec, transport, traffic, sites, egress, warmUps, primaries,
        schedule);
  }

  @Produces
  @Singleton
  MailExplainer explainer(
      SubmissionListener reception,
      QuotaDesk quotas,
      DkimSigner signer,
      DeliveryRules rules,
      RetentionRules retention,
      InstantSource clock) {
    return new MailExplainer(reception::policy, quotas, signer, rules, retention, clock);
  }

  @Produces
  @Singleton
  QuestionReader questions(
      CurrentTenancy tenancy, Accounts accounts, RelayConfiguration configuration) {
    return new QuestionReader(tenancy, accounts, configuration.smtp().listeners());
  }
}
