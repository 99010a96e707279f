package relay.web.figures;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToLongFunction;
import relay.domain.access.Right;
import relay.domain.figures.Figure;
import relay.domain.figures.Figures;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueDepths;
import relay.domain.view.MessageView;
import relay.domain.view.QueuedCount;
import relay.domain.view.ViewUnavailable;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/stats}: how much, how fast, what waits. */
@Path("api/v1/stats")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class StatsResource {
  private static final int QUEUED_ROWS_MAX = 200;
  @Inject Figures figures;
  @Inject QueueDepths depths;
  @Inject MessageView view;
  @Inject InstantSource clock;
  @Inject CampaignFigures campaigns;

  /**
   * Everything since the start of this node; or campaigns, from the message view.
   *
   * @param campaign the one to be told about
   * @param by {@code campaign}: the newest campaigns
   * @param tenant whose mail alone counts, with campaigns
   */
  @GET
  public String stats(
      @QueryParam("campaign") String campaign,
      @QueryParam("by") String by,
      @QueryParam("tenant") String tenant,
      @QueryParam("limit") String limit) {
    if (campaign != null) {
      return Json.text(campaigns.of(campaign, tenant));
    }
    if (by == null) {
      return stats();
    }
    if (!by.equals("campaign")) {
      throw Problem.in(400, "by", "must be campaign");
    }
    return Json.text(campaigns.newest(tenant, limit));
  }

  private String stats() {
    Instant now = clock.instant();
    JsonObjectBuilder out =
        Json.object()
            .add("since", figures.since().toString())
            .add("now", now.toString())
            .add("totals", counts(figures::total))
            .add("per_second", rates(now))
            .add("lanes", lanes(now))
            .add("domains", domains())
            .add("queued", queued());
    return Json.text(out.build());
  }

  private static JsonObjectBuilder counts(ToLongFunction<Figure> count) {
    JsonObjectBuilder out = Json.object();
    for (Figure figure : Figure.values()) {
      out.add(figure.label(), count.applyAsLong(figure));
    }
    return out;
  }

  private JsonObjectBuilder rates(Instant now) {
    JsonObjectBuilder out = Json.object();
    for (Figure figure : Figure.values()) {
      out.add(figure.label(), Math.round(figures.perSecond(figure, now) * 1000) / 1000.0);
    }
    return out;
  }

  private JsonObjectBuilder lanes(Instant now) {
    JsonObjectBuilder out = Json.object();
    for (Lane lane : Lane.values()) {
      var latency = figures.latency(lane, now);
      out.add(
          lane.label(),
          counts(figure -> figures.total(lane, figure))
              .add("in_queue", depths.inLane(lane))
              .add(
                  "delivery_ms",
                  Json.object()
                      .add("count", latency.count())
                      .add("p50", latency.p50())
                      .add("p90", latency.p90())
                      .add("p99", latency.p99())));
    }
    return out;
  }

  private JsonArrayBuilder domains() {
    JsonArrayBuilder out = Json.array();
    for (Figures.DomainRow row : figures.domains()) {
      JsonObjectBuilder domain = Json.object().add("domain", row.domain());
      row.counts().forEach((figure, count) -> domain.add(figure.label(), count));
      out.add(domain);
    }
    return out;
  }

  private JsonObjectBuilder queued() {
    JsonObjectBuilder out = Json.object().add("waiting", depths.waiting());
    depths.nextDue().ifPresent(due -> out.add("next_due_at", due.toString()));
    out.add("dead_letters", depths.dead());
    try {
      JsonArrayBuilder rows = Json.array();
      for (QueuedCount count : view.queued(QUEUED_ROWS_MAX)) {
        rows.add(
            Json.object()
                .add("lane", count.lane())
                .add("domain", count.domain())
                .add("state", count.state().label())
                .add("recipients", count.recipients()));
      }
      return out.add("recipients", rows);
    } catch (ViewUnavailable e) {
      return out.add("recipients_unknown", e.getMessage());
    }
  }
}
