package relay.domain.campaign;

import java.time.Instant;
import java.util.Optional;
import relay.domain.campaign.care.CampaignHours;
import relay.domain.campaign.series.Occurrence;
import relay.domain.campaign.series.SeriesState;
import relay.domain.control.ControlState;
import relay.domain.control.Refusal;

/** A draft that a series sends: it stays a draft, and the series alone says when. */
final class SeriesPattern {
  private SeriesPattern() {}

  /** Why a campaign cannot be what a series sends; empty: it can. */
  static Optional<String> fault(Campaign campaign) {
    if (campaign.state() != CampaignState.DRAFT) {
      return Optional.of("must be a draft, and is " + campaign.state().label());
    }
    return isTimed(campaign)
        ? Optional.of("must have no start_at and no local_start: the series says when")
        : Optional.empty();
  }

  private static boolean isTimed(Campaign campaign) {
    CampaignPlan plan = campaign.plan();
    return plan.startAt().isPresent() || plan.hours().localStart().isPresent();
  }

  /** Why a campaign cannot become this, for a series that sends it. */
  static Optional<Refusal> broken(ControlState state, Campaign after) {
    return sending(state, after)
        .filter(series -> fault(after).isPresent())
        .map(
            series ->
                isTimed(after)
                    ? new Refusal.Invalid(
                        after.plan().startAt().isPresent() ? "start_at" : "local_start",
                        "must be left out: series " + series.id() + " says when it is sent")
                    : new Refusal.Conflict(
                        "series "
                            + series.id()
                            + " sends it again and again, as what it is then: start the series,"
                            + " or a campaign of its own"));
  }

  /** The series that sends a campaign, unless it ended. */
  static Optional<Series> sending(ControlState state, Campaign campaign) {
    return state.all(SeriesKind.SERIES, campaign.tenant()).stream()
        .filter(series -> series.state() != SeriesState.ENDED)
        .filter(series -> series.plan().campaign().equals(campaign.id()))
        .findFirst();
  }

  /**
   * The campaign of an occurrence, which waits for its time as if somebody had ordered it to.
   *
   * @param pattern as it is now
   */
  static Campaign campaign(Series series, Campaign pattern, Occurrence occurrence) {
    CampaignHours hours = pattern.plan().hours();
    var times = series.plan().times();
    CampaignPlan plan =
        times.isLocal()
            ? pattern
                .plan()
                .at(
                    Optional.empty(),
                    new CampaignHours(
                        Optional.of(occurrence.date().atTime(times.time())),
                        times.zone(),
                        hours.window()))
            : pattern.plan().at(Optional.of(occurrence.at()), hours);
    // ordered for its time, so that it is late when that has passed
    CampaignRun run = CampaignRun.DRAFT.in(CampaignState.SCHEDULED, occurrence.at());
    return new Campaign(series.tenant(), series.campaignOf(occurrence), 0, plan, run, series.id());
  }

  /** The same where somebody has to say first whether it may. */
  static Campaign asking(Campaign occurrence, String why, Instant now) {
    return occurrence.with(occurrence.run().in(CampaignState.MISSED, now).troubled(why));
  }
}
