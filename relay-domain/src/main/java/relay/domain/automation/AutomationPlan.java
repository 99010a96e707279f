package relay.domain.automation;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import relay.domain.campaign.care.Guards;
import relay.domain.tenancy.SendWindow;

/**
 * What a tenant wants to happen.
 *
 * @param title for people; empty text for none
 * @param list whose confirmed contacts alone get its bulk mail; empty: it sends none
 * @param zone of contacts that have none of their own
 * @param window the hours outside of which nobody gets its mails; empty: at any
 * @param guards what is watched of its mails
 */
public record AutomationPlan(
    String title,
    Trigger trigger,
    EntryLimits limits,
    Optional<String> list,
    ZoneId zone,
    Optional<SendWindow> window,
    Guards guards,
    List<Step> steps) {
  public AutomationPlan {
    steps = List.copyOf(steps);
  }
}
