package relay.web.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.mail.DomainName;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Tenant;
import relay.domain.text.GivenTime;
import relay.domain.tracking.TrackingHosts;
import relay.domain.tracking.TrackingReport;
import relay.domain.tracking.TrackingReport.By;
import relay.domain.tracking.TrackingReport.Question;
import relay.domain.tracking.TrackingReport.Row;
import relay.domain.tracking.VisitCounts.Count;
import relay.domain.view.ViewUnavailable;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/tenants/{tenant}/tracking}: opens and clicks of people and machines. */
@Path("api/v1/tenants/{tenant}/tracking")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TrackingReportResource {
  private static final int DAYS_USUAL = 30;
  private static final long RETRY_SECONDS = 5;
  @Inject TrackingReport report;
  @Inject TrackingHosts hosts;
  @Inject CurrentTenancy tenancy;
  @Inject InstantSource clock;

  /**
   * @param by {@code campaign}, {@code stream}, {@code link}, {@code variant} or {@code day}
   * @param from first day, UTC; 30 days before the last when left out
   * @param until last day; today when left out
   */
  @GET
  public String rows(
      @PathParam("tenant") String tenant,
      @QueryParam("by") String by,
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("stream") String stream,
      @QueryParam("campaign") String campaign) {
    LocalDate last =
        day("until", until).orElse(clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
    LocalDate first = day("from", from).orElse(last.minusDays(DAYS_USUAL));
    if (first.isAfter(last)) {
      throw Problem.in(400, "from", "must not be after until");
    }
    By what = by(by);
    var question =
        new Question(
            tenant, what, first, last, Optional.ofNullable(stream), Optional.ofNullable(campaign));
    JsonArrayBuilder rows = Json.array();
    try {
      report.rows(question).forEach(row -> rows.add(json(what, row)));
    } catch (ViewUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
    JsonObjectBuilder out =
        Json.object()
            .add("tenant", tenant)
            .add("by", word(what))
            .add("from", first.toString())
            .add("until", last.toString())
            .add("rows", rows);
    tenancy
        .get()
        .tenant(tenant)
        .flatMap(Tenant::trackingDomain)
        .ifPresent(name -> out.add("tracking_domain", domain(name)));
    return Json.text(out.build());
  }

  private JsonObjectBuilder domain(DomainName name) {
    JsonObjectBuilder out = Json.object().add("name", name.ascii());
    Optional<TrackingHosts.Sight> sight = hosts.sight(name);
    out.add("leads_here", sight.filter(TrackingHosts.Sight::isGood).isPresent());
    out.add("found", sight.map(TrackingHosts.Sight::found).orElse("not looked at yet"));
    sight.ifPresent(s -> out.add("checked_at", s.at().toString()));
    return out;
  }

  private static JsonObjectBuilder json(By by, Row row) {
    JsonObjectBuilder out = Json.object().add(word(by), row.name());
    if (by != By.LINK) {
      out.add("opens", count(row.opens()));
    }
    return out.add("clicks", count(row.clicks()));
  }

  private static JsonObjectBuilder count(Count count) {
    return Json.object().add("people", count.people()).add("machines", count.machines());
  }

  private static By by(String text) {
    if (text == null) {
      return By.CAMPAIGN;
    }
    for (By by : By.values()) {
      if (by != By.LINK_OF_VARIANT && word(by).equals(text)) {
        return by;
      }
    }
    throw Problem.in(400, "by", "must be campaign, stream, link, variant or day");
  }

  private static String word(By by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<LocalDate> day(String name, String text) {
    try {
      return Optional.ofNullable(text).map(GivenTime::day);
    } catch (IllegalArgumentException e) {
      throw Problem.in(400, name, "must be a day such as 2026-03-01");
    }
  }
}
