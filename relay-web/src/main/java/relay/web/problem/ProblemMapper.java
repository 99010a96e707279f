package relay.web.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.audit.AuditUnavailable;
import relay.domain.control.ControlUnavailable;
import relay.domain.queue.QueueUnavailable;
import relay.domain.view.InvalidQuery;
import relay.domain.view.ViewUnavailable;
import relay.web.json.Json;

/** Turns whatever a resource throws into a problem document. */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {
  public static final String MEDIA_TYPE = "application/problem+json";
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
  private static final long DATABASE_RETRY_SECONDS = 10;
  private static final long BROKER_RETRY_SECONDS = 5;

  @Override
  public Response toResponse(Throwable cause) {
    return cause instanceof WebApplicationException refused
        ? ofContainer(refused.getResponse())
        : response(problemOf(cause));
  }

  /** The problem behind an exception; what is none of the client's doing is logged. */
  public static Problem problemOf(Throwable cause) {
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof InvalidQuery query) {
      return Problem.in(400, query.parameter(), query.getMessage());
    }
    if (cause instanceof ViewUnavailable gone) {
      return Problem.later(gone.getMessage(), DATABASE_RETRY_SECONDS);
    }
    if (cause instanceof ControlUnavailable || cause instanceof AuditUnavailable) {
      return Problem.later(cause.getMessage(), DATABASE_RETRY_SECONDS);
    }
    if (cause instanceof QueueUnavailable gone) {
      return Problem.later(gone.getMessage(), BROKER_RETRY_SECONDS);
    }
    LOG.log(Level.SEVERE, "a request failed for a reason of ours", cause);
    return Problem.of(500, "the request failed for a reason of ours; see the server log");
  }

  private static Response ofContainer(Response made) {
    int status = made.getStatus();
    if (status < 400) {
      return made;
    }
    var answer = Response.fromResponse(response(Problem.of(status, reason(status))));
    if (made.getHeaderString(HttpHeaders.ALLOW) != null) {
      answer.header(HttpHeaders.ALLOW, made.getHeaderString(HttpHeaders.ALLOW));
    }
    return answer.build();
  }

  /** The problem document alone. */
  public static JsonObjectBuilder document(Problem problem) {
    JsonObjectBuilder body =
        Json.object()
            .add("type", "about:blank")
            .add("title", reason(problem.status()))
            .add("status", problem.status())
            .add("detail", problem.getMessage());
    problem.field().ifPresent(field -> body.add("field", field));
    if (!problem.fields().isEmpty()) {
      var errors = Json.array();
      problem
          .fields()
          .forEach(
              (field, rule) -> errors.add(Json.object().add("field", field).add("detail", rule)));
      body.add("errors", errors);
    }
    return body;
  }

  /** The problem as the client gets it. */
  public static Response response(Problem problem) {
    var response =
        Response.status(problem.status())
            .type(MediaType.valueOf(MEDIA_TYPE))
            .entity(Json.text(document(problem).build()));
    if (problem.status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"relay\", charset=\"UTF-8\"");
    }
    if (problem.retryAfterSeconds() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
    }
    return response.build();
  }

  private static String reason(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null
        ? (status == 422 ? "Unprocessable Content" : "Error")
        : known.getReasonPhrase();
  }
}
