package relay.ejb.egress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.egress.AddressMemory;
import relay.domain.egress.EgressDesk;
import relay.domain.egress.EgressKinds;
import relay.domain.egress.EgressPool;
import relay.domain.egress.EgressSource;
import relay.domain.egress.NameCheck;
import relay.domain.egress.NamePatrol;
import relay.ejb.routing.DnsDomainLookup;

/** Makes who says where mail leaves from. */
@ApplicationScoped
public class EgressProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<EgressSource> sources() {
    return EgressKinds.SOURCE;
  }

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<EgressPool> pools() {
    return EgressKinds.POOL;
  }

  @Produces
  @Singleton
  EgressDesk desk(ControlSource objects, RandomGenerator random, InstantSource clock) {
    return new EgressDesk(objects, new AddressMemory(new SocketAddresses(), clock), random);
  }

  @Produces
  @Singleton
  NamePatrol patrol(
      EgressDesk desk, DnsDomainLookup dns, RelayConfiguration configuration, InstantSource clock) {
    return new NamePatrol(
        desk::book, new NameCheck(dns, dns), configuration.transmission().ehloName(), clock);
  }
}
