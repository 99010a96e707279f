package relay.web.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.YearMonth;
import java.util.Map;
import relay.domain.access.Right;
import relay.domain.control.Fields;
import relay.domain.routing.SpendReport;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetBill;
import relay.domain.routing.TargetTerms;
import relay.domain.spend.Price;
import relay.domain.spend.Spent;
import relay.web.access.Needs;
import relay.web.json.Json;

/** {@code GET /api/v1/route-spend}: what targets took, what it cost, what is left of quotas. */
@Path("api/v1/route-spend")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RouteSpendResource {
  @Inject StreamRoutes routes;

  @GET
  public String spend() {
    SpendReport report = routes.quotas().report();
    JsonArrayBuilder targets = Json.array();
    report.bills().forEach(bill -> targets.add(json(bill, report)));
    return Json.text(
        Json.object()
            .add("currency", report.currency())
            .add("day", report.today().toString())
            .add("today", json(report.ofToday()))
            .add("month", json(report.ofMonth()))
            .add("targets", targets)
            .build());
  }

  private static JsonObjectBuilder json(TargetBill bill, SpendReport report) {
    JsonObjectBuilder out =
        Json.object().add("target", bill.target()).add("gone", bill.terms().isEmpty());
    bill.terms().ifPresent(terms -> add(out, terms, report.currency()));
    bill.left(report.today()).ifPresent(left -> out.add("left_today", left));
    return out.add("today", json(bill.on(report.today())))
        .add("month", json(bill.in(YearMonth.from(report.today()))))
        .add("days", list("day", bill.days()))
        .add("months", list("month", bill.months()));
  }

  private static void add(JsonObjectBuilder out, TargetTerms terms, String currency) {
    terms.profile().ifPresent(profile -> out.add("profile", profile.id()));
    out.add("residency", Fields.word(terms.residency()));
    if (terms.dailyQuota() > 0) {
      out.add("daily_quota", terms.dailyQuota());
    }
    terms.price(currency).ifPresent(price -> out.add("price_per_1000", price.toString()));
  }

  private static JsonArrayBuilder list(String name, Map<?, Spent> times) {
    JsonArrayBuilder list = Json.array();
    times.forEach((time, spent) -> list.add(json(spent).add(name, time.toString())));
    return list;
  }

  private static JsonObjectBuilder json(Spent spent) {
    return Json.object()
        .add("recipients", spent.recipients())
        .add("amount", Price.amount(spent.nanos()).toPlainString());
  }
}
