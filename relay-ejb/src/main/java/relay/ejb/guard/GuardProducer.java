package relay.ejb.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.guard.AcceptanceCount;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.traffic.LaneShares;
import relay.domain.traffic.StrainShares;
import relay.ejb.broker.Broker;
import relay.ejb.journal.JournalFiles;

/** Makes the guards of the node. */
@ApplicationScoped
public class GuardProducer {

  @Produces
  @Singleton
  AcceptanceCount acceptance(RelayConfiguration configuration) {
    return new AcceptanceCount(configuration.guard().heldMax());
  }

  @Produces
  @Singleton
  LaneShares shares(CurrentTenancy tenancy) {
    return new LaneShares(owner -> tenancy.get().weightOf(owner));
  }

  @Produces
  @Singleton
  LaneGate lanes(
      RelayConfiguration configuration, Broker broker, LaneShares shares, AcceptanceCount count) {
    return new LaneGate(configuration.queue(), broker, shares, count);
  }

  @Produces
  @Singleton
  ResourceGuard guard(
      RelayConfiguration configuration,
      JournalFiles journal,
      Broker broker,
      CurrentTenancy tenancy,
      AcceptanceCount count) {
    return new ResourceGuard(
        configuration.guard(),
        new StrainShares(owner -> tenancy.get().weightOf(owner)),
        ResourceGuard.freeAt(configuration.node().dataFolder()),
        journal::isHealthy,
        broker,
        configuration.queue().slowWait(),
        count);
  }
}
