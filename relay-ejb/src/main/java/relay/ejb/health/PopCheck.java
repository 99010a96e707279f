package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.domain.reception.OpenedAddresses;

/** SMTP-after-POP lets in whoever shares an address: while it is on, somebody must know. */
@ApplicationScoped
public class PopCheck implements HealthCheck {
  @Inject RelayConfiguration configuration;
  @Inject OpenedAddresses opened;
  @Inject InstantSource clock;

  @Override
  public String component() {
    return "smtp-after-pop";
  }

  @Override
  public Finding check() {
    if (!configuration.pop().enabled()) {
      return Finding.up("off");
    }
    return Finding.degraded(
        "on: whoever shares an opened address sends without a login; "
            + opened.count(clock.instant())
            + " addresses are open now. Set pop.enabled=false as soon as all clients know AUTH");
  }
}
