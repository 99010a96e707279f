package relay.domain.campaign;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.campaign.care.Canary;
import relay.domain.campaign.care.CanaryCourse;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.campaign.care.GuardLevel;
import relay.domain.campaign.care.GuardRules;
import relay.domain.campaign.care.GuardRules.Finding;
import relay.domain.campaign.care.GuardTrip;

/**
 * Leads the canary of a running campaign: waits until its first recipients are in the lane, then
 * for what comes back of them, then lets the rest follow or pauses it. Each step is in the control
 * store before the next, so that a crash repeats none. Thread-safe.
 */
final class CampaignVanguard {
  private final CampaignLedger ledger;
  private final Supplier<CampaignSettings> settings;
  private final CampaignNews news;

  CampaignVanguard(CampaignLedger ledger, Supplier<CampaignSettings> settings, CampaignNews news) {
    this.ledger = ledger;
    this.settings = settings;
    this.news = news;
  }

  /** Begins with the audience frozen; a campaign that starts once more goes on where it was. */
  Campaign begun(Campaign campaign, CampaignLedger.Frozen frozen) {
    Optional<Canary> canary = campaign.plan().canary();
    return canary.isEmpty() || campaign.run().canary().isPresent()
        ? campaign
        : campaign.with(campaign.run().canary(course(campaign, canary.get(), frozen)));
  }

  /**
   * Where forms are tried on a sample first, mail goes to nobody else: so many of the sample go
   * ahead, or all of it where it is smaller.
   */
  private CanaryCourse course(Campaign campaign, Canary canary, CampaignLedger.Frozen frozen) {
    long wanted = canary.of(frozen.recipients());
    if (campaign.plan().variants().test().isEmpty()) {
      return CanaryCourse.of(wanted);
    }
    long ahead = Math.min(wanted, ledger.counts(frozen.run()).of(MailFate.WAITING));
    return ahead == 0
        ? CanaryCourse.of(0).passed()
        : CanaryCourse.of(ahead, ledger.placeOfWaiting(frozen.run(), ahead));
  }

  /** Looks at a running campaign; as it is then. */
  Campaign look(Campaign campaign, Instant now) {
    Optional<CanaryCourse> course = campaign.run().canary().filter(c -> !c.isOver());
    Optional<Canary> canary = campaign.plan().canary();
    if (course.isEmpty() || canary.isEmpty()) {
      return campaign;
    }
    if (course.get().phase() == CanaryCourse.Phase.SENDING) {
      var first = new Shard(1, course.get().last());
      return ledger.hasWaiting(campaign.run().number(), first)
          ? campaign
          : news.put(
              campaign,
              campaign.with(
                  campaign
                      .run()
                      .canary(course.get().waitingUntil(now.plus(canary.get().patience())))));
    }
    return course.get().isDue(now) ? judge(campaign, canary.get(), course.get(), now) : campaign;
  }

  private Campaign judge(Campaign campaign, Canary canary, CanaryCourse course, Instant now) {
    long run = campaign.run().number();
    String words = "the canary of " + course.recipients() + " ";
    // when somebody resumes it, he has decided about the canary
    Campaign passed = campaign.with(campaign.run().canary(course.passed()));
    if (ledger.counts(run).figures().tried() == 0) {
      return news.pause(
          campaign, passed, words + "was not delivered in its time: resume or stop it", now);
    }
    GuardFigures figures =
        ledger.counts(run, campaign.run().since().orElse(Instant.EPOCH)).figures();
    GuardRules rules = campaign.plan().guards().rules(settings.get().guards()).ofFew();
    Optional<Finding> finding = rules.judge(figures);
    if (finding.isPresent()) {
      Finding found = finding.get();
      var stop =
          new Finding(found.guard(), GuardLevel.STOP, found.count(), found.of(), found.limit());
      var trip = new GuardTrip(stop, now, 0);
      return news.pause(
          campaign,
          passed.with(passed.run().guarded(Optional.of(trip))),
          words + "has failed: " + trip.words() + ": resume or stop it",
          now);
    }
    return canary.then() == Canary.Then.GO_ON
        ? news.put(campaign, passed)
        : news.pause(campaign, passed, words + "came back well: resume it for the others", now);
  }
}
