package relay.ejb.lease;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.lease.Slices;
import relay.domain.traffic.TrafficControl;
import relay.ejb.database.Database;

/** Makes what shares the limits of flows among nodes. */
@ApplicationScoped
public class LeaseProducer {

  /** The built-in database is of one node. */
  @Produces
  @Singleton
  Slices slices(RelayConfiguration configuration, CurrentConfiguration current) {
    return configuration.database().isBuiltIn()
        ? Slices.alone()
        : Slices.shared(() -> current.get().traffic().lease(), System::nanoTime);
  }

  @Produces
  @Singleton
  LeaseKeeping keeping(
      Database database,
      Slices slices,
      TrafficControl traffic,
      RelayConfiguration configuration,
      CurrentConfiguration current,
      InstantSource clock) {
    var node = configuration.node();
    return new LeaseKeeping(
        database,
        NodeId.of(node.dataFolder(), node.hostName(), new SecureRandom()),
        slices,
        traffic,
        () -> current.get().traffic().lease(),
        clock,
        System::nanoTime);
  }
}
