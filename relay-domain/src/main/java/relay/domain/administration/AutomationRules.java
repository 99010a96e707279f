package relay.domain.administration;

import java.util.Set;
import relay.domain.automation.AutomationKind;

/** Automations: written by people, started and ended by orders alone. */
final class AutomationRules implements KindRules {
  @Override
  public Set<String> relayFields() {
    return AutomationKind.RELAY_FIELDS;
  }

  @Override
  public Set<String> filters() {
    return Set.of("state", "list");
  }
}
