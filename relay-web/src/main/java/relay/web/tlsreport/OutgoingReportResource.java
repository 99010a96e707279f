package relay.web.tlsreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.tlsreport.OutgoingJson;
import relay.domain.tlsreport.TlsReports;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/tls-reports/outgoing}: what we told other domains about their TLS. */
@Path("api/v1/tls-reports/outgoing")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OutgoingReportResource {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 500;
  private static final int ID_CHARS_SHOWN = 64;
  @Inject TlsReports reports;

  /** Those of the newest days first. */
  @GET
  public String list(
      @QueryParam("domain") String domain,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    int max = limit(limit);
    Optional<String> of = given(domain).map(OutgoingReportResource::domain);
    return Json.text(OutgoingJson.of(reports.list(of, given(cursor), max + 1), max));
  }

  /** One with its document. */
  @GET
  @Path("{id}")
  public String report(@PathParam("id") String id) {
    return Json.text(OutgoingJson.of(reports.find(id).orElseThrow(() -> unknown(id))));
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static String domain(String text) {
    try {
      return DomainName.of(text).ascii();
    } catch (InvalidAddress e) {
      throw Problem.in(400, "domain", "must be a domain such as example.org");
    }
  }

  private static int limit(String text) {
    try {
      int limit = given(text).map(Integer::parseInt).orElse(LIMIT_DEFAULT);
      if (limit >= 1 && limit <= LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw noLimit();
    }
    throw noLimit();
  }

  private static Problem noLimit() {
    return Problem.in(400, "limit", "must be a number from 1 to " + LIMIT_MAX);
  }

  private static Problem unknown(String id) {
    String shown = id.substring(0, Math.min(ID_CHARS_SHOWN, id.length()));
    return Problem.in(404, "id", "there is no report " + shown);
  }
}
