package relay.ejb.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.RelayConfiguration;
import relay.ejb.broker.Broker;
import relay.ejb.journal.JournalFiles;

/** Makes the guards of the node. */
@ApplicationScoped
public class GuardProducer {

  @Produces
  @Singleton
  LaneGate lanes(RelayConfiguration configuration, Broker broker) {
    return new LaneGate(configuration.queue(), broker);
  }

  @Produces
  @Singleton
  ResourceGuard guard(RelayConfiguration configuration, JournalFiles journal, Broker broker) {
    return new ResourceGuard(
        configuration.guard(),
        ResourceGuard.freeAt(configuration.node().dataFolder()),
        journal::isHealthy,
        broker);
  }
}
