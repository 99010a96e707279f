package relay.web.warmup;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.warmup.WarmUpForecast;
import relay.domain.warmup.WarmUpPlan;
import relay.domain.warmup.WarmUpView;
import relay.domain.warmup.WarmUps;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/warm-ups/{id}/forecast}: day by day until nothing spills any more. */
@Path("api/v1/warm-ups/{id}/forecast")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WarmUpForecastResource {
  private static final long VOLUME_MAX = 10_000_000;

  @Inject WarmUps warmUps;
  @Inject InstantSource clock;

  /**
   * @param volume recipients a day at the provider; the target of the plan without it
   * @param provider its id; absent: other
   */
  @GET
  public String show(
      @PathParam("id") String id,
      @QueryParam("provider") String provider,
      @QueryParam("volume") String volume) {
    WarmUpPlan plan =
        warmUps.plan(id).orElseThrow(() -> Problem.in(404, "id", "there is no warm-up plan " + id));
    String whose = provider == null ? WarmUpPlan.OTHER : provider;
    if (!warmUps.providers().has(whose)) {
      throw Problem.in(400, "provider", "must be one of " + warmUps.providers().names());
    }
    Instant now = clock.instant();
    WarmUpView view = warmUps.look(id, whose, now).orElseThrow();
    long daily = volume == null ? plan.target() : number(volume);
    WarmUpForecast forecast =
        WarmUpForecast.of(plan, whose, view.state().day(), view.state().date(), daily);
    JsonArrayBuilder days = Json.array();
    forecast.days().forEach(day -> days.add(json(day)));
    JsonObjectBuilder out =
        Json.object()
            .add("id", id)
            .add("provider", whose)
            .add("volume", daily)
            .add("done", forecast.isDone())
            .add("days", days);
    List<WarmUpForecast.Day> all = forecast.days();
    if (forecast.isDone()) {
      out.add("done_on", all.get(all.size() - 1).date().toString());
    }
    return Json.text(out.build());
  }

  private static JsonObjectBuilder json(WarmUpForecast.Day day) {
    return Json.object()
        .add("date", day.date().toString())
        .add("day", day.day())
        .add("budget", day.budget())
        .add("sent", day.sent())
        .add("spilled", day.spilled());
  }

  private static long number(String text) {
    long number = 0;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      number = 0;
    }
    if (number < 1 || number > VOLUME_MAX) {
      throw Problem.in(400, "volume", "must be a number from 1 to " + VOLUME_MAX);
    }
    return number;
  }
}
