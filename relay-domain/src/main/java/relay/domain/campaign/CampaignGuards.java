package relay.domain.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import relay.domain.campaign.care.Guard;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.campaign.care.GuardLevel;
import relay.domain.campaign.care.GuardLimit;
import relay.domain.campaign.care.GuardRules;

/** What the guards of a campaign see, for people. Thread-safe. */
public final class CampaignGuards {
  private final CampaignLedger ledger;
  private final Supplier<CampaignSettings> settings;

  /**
   * One guard as it is now.
   *
   * @param count how many refusals, complaints and so on
   * @param of how many mails
   * @param slow percent from which it slows; empty: never
   * @param stop percent from which it pauses; empty: never
   */
  public record Stand(
      Guard guard, long count, long of, Optional<BigDecimal> slow, Optional<BigDecimal> stop) {}

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
  public List<Stand> of(Campaign campaign, CampaignCounts all) {
    Optional<Instant> since =
        campaign.run().since().filter(at -> campaign.state() == CampaignState.RUNNING);
    GuardFigures figures =
        since
            .map(at -> ledger.counts(campaign.run().number(), at).figures())
            .orElseGet(all::figures);
    GuardRules rules = campaign.plan().guards().rules(settings.get().guards());
    return Stream.of(Guard.values())
        .map(guard -> stand(guard, figures, rules.limits().get(guard)))
        .toList();
  }

  private static Stand stand(Guard guard, GuardFigures figures, GuardLimit limit) {
    return new Stand(
        guard,
        guard.count(figures),
        guard.of(figures),
        limit.from(GuardLevel.SLOW),
        limit.from(GuardLevel.STOP));
  }
}
