package relay.domain.automation;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant wants to happen.
 *
 * @param title for people; empty text for none
 * @param list whose confirmed contacts alone get its bulk mail; empty: it sends none
 * @param zone of contacts that have none of their own
 */
public record AutomationPlan(
    String title,
    Trigger trigger,
    EntryLimits limits,
    Optional<String> list,
    ZoneId zone,
    List<Step> steps) {
  public AutomationPlan {
    steps = List.copyOf(steps);
  }
}
