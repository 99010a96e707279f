package relay.web.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.AuditLog;
import relay.domain.audit.AuditQuery;
import relay.domain.audit.AuditVerdict;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/audit}: who changed what, the whole of it as lines, and whether it is whole. */
@Path("api/v1/audit")
@Needs(Right.READ_AUDIT)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  static final String LINES = "application/jsonl";
  private static final int LIMIT_DEFAULT = 100;
  private static final int BATCH = 1000;
  @Inject AuditLog log;

  @GET
  @Needs(value = Right.READ_AUDIT, narrows = true)
  public String find(
      @QueryParam("tenant") String tenant,
      @QueryParam("subject") String subject,
      @QueryParam("actor") String actor,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext security) {
    int most = (int) number("limit", limit, LIMIT_DEFAULT, AuditQuery.LIMIT_MAX);
    Optional<Long> before = given(cursor).map(text -> number("cursor", text, 1, Long.MAX_VALUE));
    Optional<String> own = Caller.of(security).leave().tenant();
    if (own.isPresent() && given(tenant).filter(t -> !t.equals(own.get())).isPresent()) {
      return Json.text(Json.object().add("entries", Json.array()).build());
    }
    List<AuditEntry> found =
        log.find(
            new AuditQuery(
                given(tenant).or(() -> own), given(subject), given(actor), before, most));
    JsonArrayBuilder entries = Json.array();
    found.forEach(entry -> entries.add(AuditJson.entry(entry)));
    JsonObjectBuilder out = Json.object().add("entries", entries);
    if (found.size() == most && found.get(most - 1).number() > 1) {
      out.add("next_cursor", Long.toString(found.get(most - 1).number()));
    }
    return Json.text(out.build());
  }

  /** All of it, oldest first, one entry a line. */
  @GET
  @Path("export")
  @Produces(LINES)
  public StreamingOutput export(@QueryParam("from") String from) {
    long first = number("from", from, 1, Long.MAX_VALUE);
    // the first batch before the answer begins: then a database that is gone makes a 503
    List<AuditEntry> start = log.from(first, BATCH);
    return out -> write(start, out);
  }

  private void write(List<AuditEntry> start, OutputStream out) throws IOException {
    List<AuditEntry> batch = start;
    while (!batch.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      batch.forEach(entry -> lines.append(Json.text(AuditJson.entry(entry))).append('\n'));
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
      batch = batch.size() < BATCH ? List.of() : log.from(batch.get(BATCH - 1).number() + 1, BATCH);
    }
  }

  /** Reads the whole chain. */
  @GET
  @Path("verify")
  public String verify() {
    AuditVerdict verdict = log.verify();
    JsonObjectBuilder out = Json.object();
    if (verdict instanceof AuditVerdict.Whole whole) {
      out.add("whole", true).add("entries", whole.entries());
    } else {
      AuditVerdict.Broken broken = (AuditVerdict.Broken) verdict;
      out.add("whole", false).add("broken_at", broken.number()).add("why", broken.why());
    }
    return Json.text(out.build());
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text).filter(t -> !t.isEmpty());
  }

  private static long number(String name, String text, long absent, long max) {
    try {
      long number = given(text).map(Long::parseLong).orElse(absent);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw rule(name, max);
    }
    throw rule(name, max);
  }

  private static Problem rule(String name, long max) {
    return Problem.in(
        400, name, "must be a number from 1" + (max == Long.MAX_VALUE ? "" : " to " + max));
  }
}
