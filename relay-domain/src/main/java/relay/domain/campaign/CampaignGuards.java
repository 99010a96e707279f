package relay.domain.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.campaign.care.GuardRules;
import relay.domain.campaign.care.GuardStand;

/** What the guards of a campaign see, for people. Thread-safe. */
public final class CampaignGuards {
  private final CampaignLedger ledger;
  private final Supplier<CampaignSettings> settings;

  public CampaignGuards(CampaignLedger ledger, Supplier<CampaignSettings> settings) {
    this.ledger = ledger;
    this.settings = settings;
  }

  /**
   * All guards: of a campaign that runs with what came back since it last began to, as they judge
   * it; of any other with all of it.
   *
   * @param all what came back of it altogether
   */
  public List<GuardStand> of(Campaign campaign, CampaignCounts all) {
    Optional<Instant> since =
        campaign.run().since().filter(at -> campaign.state() == CampaignState.RUNNING);
    GuardFigures figures =
        since
            .map(at -> ledger.counts(campaign.run().number(), at).figures())
            .orElseGet(all::figures);
    GuardRules rules = campaign.plan().guards().rules(settings.get().guards());
    return GuardStand.all(rules, figures);
  }
}
