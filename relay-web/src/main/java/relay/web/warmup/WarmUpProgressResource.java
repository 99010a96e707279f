package relay.web.warmup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import relay.domain.access.Right;
import relay.domain.control.Fields;
import relay.domain.warmup.WarmUpHealth;
import relay.domain.warmup.WarmUpState;
import relay.domain.warmup.WarmUpView;
import relay.domain.warmup.WarmUps;
import relay.web.access.Needs;
import relay.web.json.Json;

/** {@code GET /api/v1/warm-up-progress}: each source and provider that had mail. */
@Path("api/v1/warm-up-progress")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WarmUpProgressResource {
  @Inject WarmUps warmUps;
  @Inject InstantSource clock;

  @GET
  public String show() {
    JsonArrayBuilder progress = Json.array();
    warmUps.views(clock.instant()).forEach(view -> progress.add(json(view)));
    return Json.text(Json.object().add("progress", progress).build());
  }

  private static JsonObjectBuilder json(WarmUpView view) {
    WarmUpState state = view.state();
    WarmUpHealth health = state.health();
    return Json.object()
        .add("source", view.key().source())
        .add("provider", view.key().provider())
        .add("mode", Fields.word(view.plan().mode()))
        .add("warm", view.isWarm())
        .add("day", state.day())
        .add("warm_day", view.warmDay())
        .add("date", state.date().toString())
        .add("budget", view.budget())
        .add("sent", state.sent())
        .add("left_in_hour", view.left())
        .add("waiting", view.waiting())
        .add("closed", view.isClosed())
        .add("gate", Fields.word(view.gate().course()))
        .add("gate_reason", view.gate().why())
        .add("taken", health.taken())
        .add("deferred", health.deferred())
        .add("bounced", health.bounced())
        .add("blocked", health.blocked())
        .add("complained", health.complained())
        .add("began", state.began().toString())
        .add("note", state.note());
  }
}
