package relay.web.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.TreeSet;
import relay.domain.administration.ChangeResult;
import relay.domain.administration.ObjectDesk;
import relay.domain.control.ControlObject;
import relay.domain.control.Refusal;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** What became of a change, as HTTP answers. */
final class Answers {
  private final ObjectDesk desk;
  private final boolean trial;

  Answers(ObjectDesk desk, boolean trial) {
    this.desk = desk;
    this.trial = trial;
  }

  /**
   * @param at where a new object is found
   */
  Response of(ChangeResult result, URI at) {
    if (result instanceof ChangeResult.Done done) {
      return trial ? trial(done) : done(done, at);
    }
    if (result instanceof ChangeResult.Missing missing) {
      throw Problem.in(404, "id", "there is no " + missing.key());
    }
    if (result instanceof ChangeResult.Unexpected unexpected) {
      throw Problem.in(
          412,
          HttpHeaders.IF_MATCH,
          unexpected
              .current()
              .map(o -> o.key() + " has version " + o.version() + "; get it and decide anew")
              .orElse("it is not there"));
    }
    if (result instanceof ChangeResult.VersionNeeded needed) {
      throw Problem.in(
          428,
          HttpHeaders.IF_MATCH,
          "must name the version that is replaced, which is \""
              + needed.current().version()
              + "\", or be * for whichever; a PATCH needs none");
    }
    throw refusal(((ChangeResult.Refused) result).why());
  }

  /** A deletion: gone is gone, by whomever. */
  Response ofDeletion(ChangeResult result) {
    boolean gone = result instanceof ChangeResult.Missing;
    if (gone || result instanceof ChangeResult.Done && !trial) {
      return Response.noContent().build();
    }
    return of(result, null);
  }

  private static Problem refusal(Refusal why) {
    return why instanceof Refusal.Invalid invalid
        ? Problem.in(422, invalid.field(), invalid.field() + " " + invalid.rule())
        : Problem.of(409, ((Refusal.Conflict) why).why());
  }

  private Response done(ChangeResult.Done done, URI at) {
    ControlObject after = done.after().orElseThrow();
    JsonObjectBuilder body = Json.object();
    desk.shown(after).forEach(body::add);
    done.shownOnce().forEach(body::add);
    Response.ResponseBuilder answer =
        done.before().isEmpty() ? Response.created(at) : Response.ok();
    return answer
        .header(HttpHeaders.ETAG, Conditions.tag(after.version()))
        .entity(Json.text(body.build()))
        .build();
  }

  private Response trial(ChangeResult.Done done) {
    JsonObject before = done.before().map(desk::shown).orElse(JsonValue.EMPTY_JSON_OBJECT);
    JsonObject after = done.after().map(desk::shown).orElse(JsonValue.EMPTY_JSON_OBJECT);
    JsonArrayBuilder changed = Json.array();
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.remove("version");
    names.stream()
        .filter(name -> !String.valueOf(before.get(name)).equals(String.valueOf(after.get(name))))
        .forEach(changed::add);
    JsonObjectBuilder body =
        Json.object().add("dry_run", true).add("action", done.action()).add("changed", changed);
    if (!before.isEmpty()) {
      body.add("before", before);
    }
    if (!after.isEmpty()) {
      body.add("after", after);
    }
    return Response.ok(Json.text(body.build())).build();
  }
}
