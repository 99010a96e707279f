package relay.domain.automation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.campaign.CampaignSettings;
import relay.domain.campaign.care.Guard;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.campaign.care.GuardRules;
import relay.domain.campaign.care.GuardStand;

/**
 * What the guards of an automation judge, and by which rules: what came back in the last days, and
 * nothing from before it last became active. Thread-safe.
 */
public final class AutomationGuards {
  private final AutomationLedger ledger;
  private final Supplier<CampaignSettings> settings;
  private final InstantSource clock;

  public AutomationGuards(
      AutomationLedger ledger, Supplier<CampaignSettings> settings, InstantSource clock) {
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  /** All guards as they are now, for people. */
  public List<GuardStand> stands(Automation automation) {
    return GuardStand.all(rules(automation), figures(automation)).stream()
        .filter(stand -> stand.guard() != Guard.DEFERRALS)
        .toList();
  }

  /**
   * Those of campaigns where it says nothing itself. The one for mails that have to be tried again
   * finds none in the figures of an automation: these only grow.
   */
  GuardRules rules(Automation automation) {
    return automation.plan().guards().rules(settings.get().guards());
  }

  GuardFigures figures(Automation automation) {
    return ledger.figures(automation, firstDay());
  }

  /** Since when what came back is judged. */
  Instant begin(Automation automation) {
    Instant first = firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
    return automation.run().since().filter(first::isBefore).orElse(first);
  }

  private LocalDate firstDay() {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    return today.minusDays(settings.get().automation().guardDays() - 1L);
  }
}
