package relay.domain.administration;

import java.util.Set;
import relay.domain.campaign.CampaignKind;

/** Campaigns: written by people, started and moved on by orders alone. */
final class CampaignRules implements KindRules {
  @Override
  public Set<String> relayFields() {
    return CampaignKind.RELAY_FIELDS;
  }

  @Override
  public Set<String> filters() {
    return Set.of("state", "list", "stream", "template", "series");
  }
}
