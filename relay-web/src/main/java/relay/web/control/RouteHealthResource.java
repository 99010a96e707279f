package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.canary.CanaryBook;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetState;
import relay.domain.routing.TargetView;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/routes/{id}/health}: how the targets of a route do, as this node sees it. */
@Path("api/v1/routes/{id}/health")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RouteHealthResource {
  @Inject StreamRoutes routes;
  @Inject CanaryBook canaries;

  @GET
  public String health(@PathParam("id") String id) {
    List<TargetView> views =
        routes.health(id).orElseThrow(() -> Problem.in(404, "id", "there is no route " + id));
    JsonArrayBuilder targets = Json.array();
    views.forEach(view -> targets.add(json(view)));
    return Json.text(Json.object().add("id", id).add("targets", targets).build());
  }

  private JsonObjectBuilder json(TargetView view) {
    JsonObjectBuilder out =
        Json.object()
            .add("hop", view.hop())
            .add("state", view.state().label())
            .add("attempts", view.attempts())
            .add("failure_percent", view.failurePercent())
            .add("latency_ms", view.latency().toMillis());
    if (view.state() != TargetState.UP) {
      out.add("since", view.since().toString()).add("tried_at", view.triedAt().toString());
    }
    if (!view.trouble().isEmpty()) {
      out.add("last_trouble", view.trouble()).add("last_trouble_at", view.troubleAt().toString());
    }
    canaries
        .last(view.hop())
        .ifPresent(
            last ->
                out.add(
                    "canary",
                    Json.object()
                        .add("good", last.isGood())
                        .add("since", last.since().toString())
                        .add("at", last.at().toString())
                        .add("reply", last.reply())));
    return out;
  }
}
