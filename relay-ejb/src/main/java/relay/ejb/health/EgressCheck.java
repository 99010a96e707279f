package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import relay.domain.egress.EgressDesk;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;

/** Whether this machine has the addresses that mail is to leave from. */
@ApplicationScoped
public class EgressCheck implements HealthCheck {
  @Inject EgressDesk egress;

  @Override
  public String component() {
    return "egress";
  }

  @Override
  public Finding check() {
    List<String> troubles = egress.troubles();
    if (!troubles.isEmpty()) {
      return Finding.degraded("source " + String.join("; source ", troubles));
    }
    int sources = egress.book().sources().size();
    return Finding.up(
        sources == 0
            ? "mail leaves as the settings say"
            : sources == 1
                ? "the one source can be used or is meant not to"
                : "all " + sources + " sources can be used or are meant not to");
  }
}
