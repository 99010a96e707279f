package relay.domain.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.campaign.care.GuardRules;
import relay.domain.campaign.care.GuardRules.Finding;
import relay.domain.campaign.care.GuardSettings;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.journal.EventType;

/**
 * Slows and pauses running campaigns of which too much goes wrong. It counts what came back since
 * the campaign last began to run: whoever resumes it knows of what was before. For one thread.
 */
final class CampaignWatch {
  /** So many times as long as it takes to count a campaign, it is not counted again. */
  private static final int REST = 20;

  private final CampaignRound.Stores stores;
  private final Supplier<CampaignSettings> settings;
  private final CampaignNews news;
  private final InstantSource clock;
  private final Map<Long, Instant> nextLooks = new HashMap<>();

  CampaignWatch(
      CampaignRound.Stores stores,
      Supplier<CampaignSettings> settings,
      CampaignNews news,
      InstantSource clock) {
    this.stores = stores;
    this.settings = settings;
    this.news = news;
    this.clock = clock;
  }

  /** Looks at a running campaign when it is time to; as it is then. */
  Campaign look(Campaign campaign, Instant now) {
    Instant next = nextLooks.getOrDefault(campaign.run().number(), Instant.MIN);
    return now.isBefore(next) ? campaign : judge(campaign, now);
  }

  void forget(long run) {
    nextLooks.remove(run);
  }

  private Campaign judge(Campaign campaign, Instant now) {
    GuardSettings guards = settings.get().guards();
    Instant since = campaign.run().since().orElse(now);
    Instant before = clock.instant();
    GuardFigures figures = stores.ledger().counts(campaign.run().number(), since).figures();
    Duration rest = Duration.between(before, clock.instant()).multipliedBy(REST);
    Duration pause = rest.compareTo(guards.interval()) > 0 ? rest : guards.interval();
    nextLooks.put(campaign.run().number(), now.plus(pause));
    GuardRules rules = campaign.plan().guards().rules(guards);
    Optional<Finding> finding = rules.judge(figures);
    Optional<GuardTrip> slowed = campaign.slowedBy();
    if (finding.isPresent()) {
      int perMinute = slowPace(campaign, figures, Duration.between(since, now), guards.slowTo());
      var trip = new GuardTrip(finding.get(), now, perMinute);
      return trip.isSlow()
          ? slowed.isPresent() ? campaign : slow(campaign, trip, now)
          : pause(campaign, new GuardTrip(finding.get(), now, 0), now);
    }
    return slowed.filter(trip -> rules.isOver(trip.finding().guard(), figures)).isPresent()
        ? free(campaign, now)
        : campaign;
  }

  /** A part of the pace it may have, or else of the one it had. */
  private static int slowPace(Campaign campaign, GuardFigures figures, Duration ran, int percent) {
    long had = figures.tried() * 60 / Math.max(1, ran.toSeconds());
    int may = campaign.plan().perMinute();
    long pace = may > 0 ? Math.min(may, Math.max(1, had)) : had;
    return (int) Math.max(1, Math.min(CampaignKind.PER_MINUTE_MAX, pace * percent / 100));
  }

  private Campaign slow(Campaign campaign, GuardTrip trip, Instant now) {
    Campaign slowed = campaign.with(campaign.run().guarded(Optional.of(trip)));
    return news.put(campaign, slowed, EventType.CAMPAIGN_SLOWED, trip.words(), now);
  }

  private Campaign free(Campaign campaign, Instant now) {
    GuardTrip trip = campaign.slowedBy().orElseThrow();
    Campaign freed = campaign.with(campaign.run().guarded(Optional.empty()));
    String why = trip.finding().guard().label() + ": well below the limit again";
    return news.put(campaign, freed, EventType.CAMPAIGN_RESUMED, why, now);
  }

  private Campaign pause(Campaign campaign, GuardTrip trip, Instant now) {
    String why = trip.words() + ": find out why, then resume or stop it";
    return news.pause(campaign, campaign.with(campaign.run().guarded(Optional.of(trip))), why, now);
  }
}
