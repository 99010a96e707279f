package relay.web.campaign;

import java.util.List;
import java.util.Optional;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.CampaignReport.By;
import relay.domain.campaign.report.CampaignReport.Question;
import relay.domain.campaign.report.CampaignReport.Row;
import relay.domain.campaign.report.Totals;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.view.ViewUnavailable;
import relay.web.problem.Problem;

/** Asks the report of a campaign; what it cannot say is a problem document. */
final class CampaignSums {
  private static final long RETRY_SECONDS = 5;

  private CampaignSums() {}

  /** The segment of this name; empty for none. */
  static Optional<Segment> segment(ControlState state, String tenant, String name) {
    return Optional.ofNullable(name)
        .map(
            id ->
                state
                    .find(SegmentKind.SEGMENT, tenant, id)
                    .orElseThrow(
                        () -> Problem.in(400, "segment", "must be a segment of the tenant")));
  }

  /** The groups of its recipients; none before it began. */
  static List<Row> rows(
      CampaignReport report, Campaign campaign, By by, Optional<Segment> segment) {
    long run = campaign.run().number();
    if (run == 0) {
      return List.of();
    }
    try {
      return report.rows(new Question(campaign.tenant(), run, by, segment));
    } catch (ViewUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    } catch (InvalidField e) {
      throw Problem.in(400, "segment", "cannot be asked any more: " + e.getMessage());
    }
  }

  /** All of them. */
  static Totals total(CampaignReport report, Campaign campaign, Optional<Segment> segment) {
    return rows(report, campaign, By.VARIANT, segment).stream()
        .map(Row::totals)
        .reduce(Totals.NONE, Totals::plus);
  }
}
