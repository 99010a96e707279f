package relay.web.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import relay.domain.access.Right;
import relay.domain.campaign.Series;
import relay.domain.campaign.SeriesDesk;
import relay.domain.campaign.series.Occurrence;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/tenants/{tenant}/series/{id}/next}: when it is due, the next times. */
@Path("api/v1/tenants/{tenant}/series/{id}/next")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SeriesTimesResource {
  static final String UNKNOWN = "there is no series of this id";
  private static final int COUNT_USUAL = 5;
  private static final int COUNT_MAX = 100;
  @Inject SeriesDesk desk;
  @Inject InstantSource clock;

  /**
   * @param count how many; 5 when absent
   */
  @GET
  public String next(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @QueryParam("count") String count) {
    Series series = desk.find(tenant, id).orElseThrow(() -> Problem.in(404, "id", UNKNOWN));
    JsonArrayBuilder times = Json.array();
    for (Occurrence next : series.upcoming(clock.instant(), count(count))) {
      times.add(Json.object().add("date", next.date().toString()).add("at", next.at().toString()));
    }
    return Json.text(
        Json.object()
            .add("id", id)
            .add("tenant", tenant)
            .add("state", series.state().label())
            .add("zone", series.plan().times().zone().getId())
            .add("next", times)
            .build());
  }

  private static int count(String text) {
    try {
      int count = text == null ? COUNT_USUAL : Integer.parseInt(text);
      if (count > 0 && count <= COUNT_MAX) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw Problem.in(400, "count", "must be a whole number from 1 to " + COUNT_MAX);
  }
}
