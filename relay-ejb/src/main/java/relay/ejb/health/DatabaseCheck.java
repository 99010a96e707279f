package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.domain.view.ViewStatus;

/** The message view. Mail flows without it, so it is never a reason to be down. */
@ApplicationScoped
public class DatabaseCheck implements HealthCheck {
  private static final Duration LAG_MAX = Duration.ofMinutes(5);
  @Inject ViewStatus view;

  @Override
  public String component() {
    return "database";
  }

  @Override
  public Finding check() {
    if (view.trouble().isPresent()) {
      return Finding.degraded(view.trouble().get() + "; mail flows, search does not work");
    }
    Duration lag = view.lag();
    return lag.compareTo(LAG_MAX) > 0
        ? Finding.degraded("search is " + lag.toSeconds() + " seconds behind the journal")
        : Finding.up("up to date with the journal");
  }
}
