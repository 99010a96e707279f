package relay.web.brake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeJson;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeOrder.Reading;
import relay.domain.brake.BrakeOrderReader;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.egress.EgressDesk;
import relay.domain.routing.StreamRoutes;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code /api/v1/brakes}: set, preview, look up, lift. */
@Path("api/v1/brakes")
@Needs(Right.OPERATE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BrakeResource {
  private static final String PATH = "/api/v1/brakes/";
  private static final int BODY_CHARS_MAX = 20_000;
  private static final long RETRY_SECONDS = 10;
  @Inject BrakeDesk desk;
  @Inject CurrentConfiguration configuration;
  @Inject StreamRoutes routes;
  @Inject EgressDesk egress;
  @Inject InstantSource clock;

  /** Sets a brake, or tells what it would do. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(
      @QueryParam("dry-run") String dryRun, String body, @Context SecurityContext security) {
    BrakeOrder order = read(body);
    Actor by = Operator.of(security);
    if (isYes(dryRun)) {
      return Response.ok(Json.text(preview(desk.preview(order, by.name())))).build();
    }
    try {
      Brake brake = desk.set(order, by);
      return Response.created(URI.create(PATH + brake.id()))
          .entity(Json.text(json(brake).build()))
          .build();
    } catch (BrakesUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
  }

  /** Brakes in force, or those that ended; newest first. */
  @GET
  public String list(@QueryParam("state") String state, @BeanParam PageRequest page) {
    return Json.text(
        page.descending(desk.list(isEnded(state)), BrakeResource::place)
            .under("brakes", this::json)
            .add("mails_waiting", desk.waiting())
            .build());
  }

  private static String place(Brake brake) {
    return PageRequest.place(brake.createdAt()) + brake.id();
  }

  @GET
  @Path("{id}")
  public String show(@PathParam("id") String id) {
    return desk.find(id)
        .map(brake -> Json.text(json(brake).build()))
        .orElseThrow(() -> Problem.in(404, "id", "there is no brake of this id"));
  }

  /** Ends a brake now; one that has ended, or was forgotten since, stays so. */
  @DELETE
  @Path("{id}")
  public Response lift(@PathParam("id") String id, @Context SecurityContext security) {
    try {
      return desk.lift(id, Operator.of(security))
          .map(ended -> Response.ok(Json.text(json(ended).build())).build())
          .orElseGet(() -> Response.noContent().build());
    } catch (BrakesUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
  }

  private BrakeOrder read(String body) {
    if (body == null || body.length() > BODY_CHARS_MAX) {
      throw Problem.of(body == null ? 400 : 413, "the body must be a small JSON object");
    }
    JsonObject document =
        Json.readObject(body).orElseThrow(() -> Problem.of(400, "the body must be a JSON object"));
    var reader =
        new BrakeOrderReader(
            configuration.get().brake(), routes::knows, egress.book()::knowsSource);
    Reading reading = reader.read(document, clock.instant());
    if (reading instanceof Reading.Faulty faulty) {
      throw Problem.inFields(422, faulty.problems());
    }
    return ((Reading.Read) reading).order();
  }

  private JsonObject preview(BrakeDesk.Preview preview) {
    JsonObjectBuilder out =
        Json.object()
            .add("dry_run", true)
            .add("kind", preview.brake().kind().label())
            .add("effect", preview.brake().kind().sentence())
            .add("scope", preview.brake().scope().toString())
            .add("until", preview.brake().until().toString());
    if (preview.isExact()) {
      out.add("mails_matching", preview.mails());
    }
    List<String> late = preview.brake().scope().knownLate();
    if (!late.isEmpty()) {
      out.add("at_most", true).add("known_late", array(late));
    }
    return out.build();
  }

  private static JsonArrayBuilder array(List<String> texts) {
    JsonArrayBuilder out = Json.array();
    texts.forEach(out::add);
    return out;
  }

  private JsonObjectBuilder json(Brake brake) {
    return BrakeJson.write(brake)
        .add("active", brake.isActiveAt(clock.instant()))
        .add("on_this_node_only", desk.isOnlyHere(brake))
        .add("effect", brake.kind().sentence());
  }

  private static boolean isYes(String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true") || text.isEmpty()) {
      return true;
    }
    throw Problem.in(400, "dry-run", "must be true or false");
  }

  private static boolean isEnded(String state) {
    if (state == null || state.equals("active")) {
      return false;
    }
    if (state.equals("ended")) {
      return true;
    }
    throw Problem.in(400, "state", "must be active or ended");
  }
}
