package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import relay.domain.guard.Strain;
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

  private Finding strained() {
    Strain strain = guard.strain();
    return strain.isNone()
        ? Finding.up("disk and memory have room for new mail")
        : Finding.degraded(
            "new mail is slowed, "
                + strain.by().label()
                + " is getting short: "
                + Math.round(strain.level() * 100)
                + " % of the way to refusing it");
  }

  @Override
  public Finding check() {
    return guard
        .refusal()
        .map(reply -> Finding.down("new mail is answered " + reply))
        .orElseGet(this::strained);
  }
}
