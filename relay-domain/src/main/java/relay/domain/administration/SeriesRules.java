package relay.domain.administration;

import java.util.Set;
import relay.domain.campaign.SeriesKind;

/** Series: written by people, started and ended by orders alone. */
final class SeriesRules implements KindRules {
  @Override
  public Set<String> relayFields() {
    return SeriesKind.RELAY_FIELDS;
  }

  @Override
  public Set<String> filters() {
    return Set.of("state", "campaign");
  }
}
