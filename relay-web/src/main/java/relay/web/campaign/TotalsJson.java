package relay.web.campaign;

import jakarta.json.JsonObjectBuilder;
import relay.domain.campaign.report.Totals;
import relay.domain.tracking.VisitCounts.Count;
import relay.web.json.Json;

/** What became of a group of recipients, as JSON. */
final class TotalsJson {
  private TotalsJson() {}

  /**
   * @param by what the group is one of
   * @param name which of them it is
   */
  static JsonObjectBuilder of(String by, String name, Totals totals) {
    return Json.object()
        .add(by, name)
        .add("recipients", totals.recipients())
        .add("sent", totals.sent())
        .add("delivered", totals.delivered())
        .add("bounced", totals.bounced())
        .add("complaints", totals.complaints())
        .add("unsubscribes", totals.unsubscribes())
        .add("opened", count(totals.opens()))
        .add("clicked", count(totals.clicks()))
        .add("converted", totals.conversions().people())
        .add("conversions", totals.conversions().count())
        .add("conversion_value", totals.conversions().value());
  }

  private static JsonObjectBuilder count(Count count) {
    return Json.object().add("people", count.people()).add("machines", count.machines());
  }
}
