package relay.ejb.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.verification.RecordLookup;

/** Makes the one look-up of the application, and ends it with the application. */
@ApplicationScoped
public class DnsProducer {

  /** Injected as DomainLookup or as DkimKeyLookup. */
  @Produces
  @Singleton
  DnsDomainLookup lookup(RelayConfiguration configuration) {
    return new DnsDomainLookup(configuration.dns());
  }

  @Produces
  @Singleton
  RecordLookup records(DnsDomainLookup lookup) {
    return new DnsRecordLookup(lookup);
  }

  void end(@Disposes DnsDomainLookup lookup) {
    lookup.close();
  }
}
