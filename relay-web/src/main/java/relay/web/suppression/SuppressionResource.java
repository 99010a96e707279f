package relay.web.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.access.Right;
import relay.domain.audit.Actor;
import relay.domain.control.InvalidField;
import relay.domain.suppression.Suppression;
import relay.domain.suppression.SuppressionDesk;
import relay.domain.suppression.SuppressionDesk.Listed;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionJson;
import relay.domain.suppression.SuppressionReader;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionsUnavailable;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.paging.Page;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code /api/v1/suppressions}: whom no mail goes to. */
@Path("api/v1/suppressions")
@Needs(value = Right.READ_SUPPRESSIONS, narrows = true)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SuppressionResource {
  private static final String PATH = "/api/v1/suppressions/";
  private static final int BODY_CHARS_MAX = 20_000;
  private static final long RETRY_SECONDS = 10;
  @Inject SuppressionDesk desk;
  @Inject InstantSource clock;

  /** Some entries, those changed last first. */
  @GET
  public String list(
      @BeanParam PageRequest page, @Context UriInfo uri, @Context SecurityContext security) {
    SuppressionFilter filter = FilterReader.of(uri, "cursor", "limit").read(Reach.of(security));
    SuppressionDesk.Page found = asked(() -> found(filter, page));
    return Json.text(
        new Page<>(found.entries(), found.next().map(PageRequest::cursor))
            .under("suppressions", this::json)
            .build());
  }

  private SuppressionDesk.Page found(SuppressionFilter filter, PageRequest page) {
    Optional<String> after = page.after();
    int limit = page.limit();
    try {
      return desk.list(filter, after, limit);
    } catch (IllegalArgumentException e) {
      throw PageRequest.unknownCursor();
    }
  }

  @GET
  @Path("{id}")
  public String show(@PathParam("id") String id, @Context SecurityContext security) {
    return Json.text(json(known(id, Reach.of(security))).build());
  }

  /** Puts an entry for its subject and scope in the place of any before. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(value = Right.CHANGE_SUPPRESSIONS, narrows = true)
  public Response put(String body, @Context SecurityContext security) {
    Reach reach = Reach.of(security);
    JsonObject document = read(body);
    Actor by = Operator.of(security);
    var reader =
        new SuppressionReader(
            reach.only().orElse(""),
            reach.only().isPresent(),
            SuppressionReason.MANUAL,
            by.name(),
            clock.instant());
    Suppression entry;
    try {
      entry = reader.read(fields(document));
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.rule());
    }
    Listed listed = asked(() -> desk.put(entry, by));
    return Response.ok(Json.text(json(listed).build()))
        .contentLocation(URI.create(PATH + listed.id()))
        .build();
  }

  /** Takes an entry out; one that is gone, or is not the caller's to see, stays as it is. */
  @DELETE
  @Path("{id}")
  @Needs(value = Right.CHANGE_SUPPRESSIONS, narrows = true)
  public Response remove(@PathParam("id") String id, @Context SecurityContext security) {
    Reach reach = Reach.of(security);
    if (asked(() -> desk.find(id)).filter(reach::covers).isPresent()) {
      asked(() -> desk.remove(id, Operator.of(security)));
    }
    return Response.noContent().build();
  }

  /** Takes out all that the filter means, or tells how many these are. */
  @POST
  @Path("undo")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(value = Right.CHANGE_SUPPRESSIONS, narrows = true)
  public String undo(
      @QueryParam("dry-run") String dryRun, String body, @Context SecurityContext security) {
    JsonObject document = read(body);
    SuppressionFilter filter = new FilterReader(422, fields(document)).read(Reach.of(security));
    if (!filter.isNarrow()) {
      throw Problem.in(
          422, "reason", "say at least one of reason, class, provider, from, to, stream, domain");
    }
    boolean dry = "true".equals(dryRun) || "".equals(dryRun);
    long entries =
        asked(() -> dry ? desk.count(filter) : desk.removeAll(filter, Operator.of(security)));
    return Json.text(
        Json.object().add("dry_run", dry).add(dry ? "matching" : "removed", entries).build());
  }

  private Listed known(String id, Reach reach) {
    return asked(() -> desk.find(id))
        .filter(reach::covers)
        .orElseThrow(() -> Problem.in(404, "id", "there is no suppression of this id"));
  }

  private JsonObjectBuilder json(Listed listed) {
    return SuppressionJson.write(listed)
        .add("active", listed.suppression().holdsAt(clock.instant()));
  }

  private static JsonObject read(String body) {
    if (body == null || body.length() > BODY_CHARS_MAX) {
      throw Problem.of(body == null ? 400 : 413, "the body must be a small JSON object");
    }
    return Json.readObject(body)
        .orElseThrow(() -> Problem.of(400, "the body must be a JSON object"));
  }

  private static Function<String, String> fields(JsonObject document) {
    return name -> {
      if (document.containsKey(name) && !document.isNull(name)) {
        if (document.get(name) instanceof JsonString text) {
          return text.getString();
        }
        throw Problem.in(422, name, "must be a text");
      }
      return null;
    };
  }

  private static <T> T asked(java.util.function.Supplier<T> question) {
    try {
      return question.get();
    } catch (SuppressionsUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
  }
}
