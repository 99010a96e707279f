package relay.ejb.fault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.fault.FaultPoint;
import relay.domain.fault.FaultSettings;
import relay.domain.settings.InvalidSetting;

/** Makes the fault point of the node: none, unless a crash test asks for one in both ways. */
@ApplicationScoped
public class FaultProducer {
  private static final String PROPERTY = "relay.fault";

  @Produces
  @Singleton
  FaultPoint faults(RelayConfiguration configuration) {
    FaultSettings settings = configuration.fault();
    if (!settings.isArmed()) {
      return FaultPoint.NONE;
    }
    if (!"armed".equals(System.getProperty(PROPERTY))) {
      throw new InvalidSetting(
          "test.fault-point",
          settings.step(),
          "must be empty: it lets the relay die, and is for crash tests started with -D"
              + PROPERTY
              + "=armed");
    }
    return new Halt(settings);
  }
}
