package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.ejb.guard.ResourceGuard;

/** Disk and memory, by the same guard that new mail has to pass. */
@ApplicationScoped
public class ResourceCheck implements HealthCheck {
  @Inject ResourceGuard guard;

  @Override
  public String component() {
    return "disk";
  }

  @Override
  public Finding check() {
    return guard
        .refusal()
        .map(reply -> Finding.down("new mail is answered " + reply))
        .orElseGet(() -> Finding.up("disk and memory have room for new mail"));
  }
}
