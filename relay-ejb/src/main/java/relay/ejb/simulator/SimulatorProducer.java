package relay.ejb.simulator;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.BuiltInDomains;
import relay.domain.simulator.FeedbackWay;
import relay.domain.simulator.SimulatorSettings;
import relay.domain.tenancy.CurrentTenancy;

/** Opens the practice ground where the settings want one, and ends it. */
@ApplicationScoped
public class SimulatorProducer {
  @Resource private ManagedThreadFactory threads;
  private SimulatorServer server;

  /** Opened by whoever first asks for the ways of mail, which is before any mail goes out. */
  @Produces
  @Singleton
  BuiltInDomains builtIn(
      RelayConfiguration configuration, Instance<CurrentTenancy> tenancy, InstantSource clock)
      throws IOException {
    SimulatorSettings settings = configuration.simulator();
    if (settings.domain().isEmpty()) {
      return BuiltInDomains.NONE;
    }
    var way = new FeedbackWay(configuration.smtp().listeners(), () -> tenancy.get().get());
    server = new SimulatorServer(settings, way, clock, threads);
    return server.routes();
  }

  void end(@Disposes BuiltInDomains builtIn) throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
