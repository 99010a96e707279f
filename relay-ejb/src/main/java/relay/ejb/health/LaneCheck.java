package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.domain.mail.Lane;
import relay.ejb.guard.LaneGate;

/**
 * Whether lanes take new mail at once. One that is slowed is well: it is how a lane that others
 * fill faster than servers take mail is kept short.
 */
@ApplicationScoped
public class LaneCheck implements HealthCheck {
  @Inject LaneGate lanes;

  @Override
  public String component() {
    return "lanes";
  }

  @Override
  public Finding check() {
    List<String> refusing = those(lanes::refuses);
    if (!refusing.isEmpty()) {
      return Finding.degraded("new mail is answered 452 in lanes that are full: " + said(refusing));
    }
    List<String> slowed = those(lanes::slows);
    return slowed.isEmpty()
        ? Finding.up("all lanes take new mail at once")
        : Finding.up("new mail is slowed in lanes that are long: " + said(slowed));
  }

  private List<String> those(Predicate<Lane> which) {
    return Stream.of(Lane.values())
        .filter(which)
        .map(lane -> lane.label() + " (" + lanes.depth(lane) + " mails)")
        .toList();
  }

  private static String said(List<String> names) {
    return String.join(", ", names);
  }
}
