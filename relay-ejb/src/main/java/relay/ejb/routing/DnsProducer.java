package relay.ejb.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.DnssecTrail;
import relay.domain.routing.DnssecWitness;
import relay.domain.routing.ResolverWatch;
import relay.domain.verification.RecordLookup;

/** Makes the one look-up of the application, and ends it with the application. */
@ApplicationScoped
public class DnsProducer {

  /** Injected as DomainLookup or as DkimKeyLookup. */
  @Produces
  @Singleton
  DnsDomainLookup lookup(RelayConfiguration configuration, InstantSource clock) {
    return new DnsDomainLookup(configuration.dns(), clock);
  }

  @Produces
  @Singleton
  DnssecWitness witness(DnsDomainLookup lookup) {
    return new DnsWitness(lookup);
  }

  @Produces
  @Singleton
  DnssecTrail trail(
      RelayConfiguration configuration, DnsDomainLookup lookup, DnssecWitness witness) {
    return new DnssecTrail(witness, lookup, configuration.hostSearch().mxPort());
  }

  @Produces
  @Singleton
  ResolverWatch resolvers(
      RelayConfiguration configuration, DnsDomainLookup lookup, InstantSource clock) {
    return new ResolverWatch(configuration.dns().dnssec().mode(), lookup.probe(), clock);
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
