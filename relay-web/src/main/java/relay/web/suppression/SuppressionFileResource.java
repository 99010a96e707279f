package relay.web.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import relay.domain.access.Right;
import relay.domain.audit.Actor;
import relay.domain.suppression.SuppressionCsv;
import relay.domain.suppression.SuppressionCsv.Report;
import relay.domain.suppression.SuppressionDesk;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionReader;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionsUnavailable;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** The suppression list as a file, in and out, read and written as it comes. */
@Path("api/v1/suppressions")
@ApplicationScoped
public class SuppressionFileResource {
  private static final String CSV = "text/csv";

  /** Some 15 MB of memory; fewer at a time make the database slower. */
  private static final int ENTRIES_AT_ONCE = 50_000;

  private static final long RETRY_SECONDS = 10;
  @Inject SuppressionDesk desk;
  @Inject InstantSource clock;

  /** Puts every entry of a file; faulty lines are told and left out. */
  @POST
  @Path("import")
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(value = Right.CHANGE_SUPPRESSIONS, narrows = true)
  public String take(
      @QueryParam("tenant") String tenant,
      @QueryParam("reason") String reason,
      InputStream body,
      @Context SecurityContext security) {
    Reach reach = Reach.of(security);
    Actor by = Operator.of(security);
    String whose = reach.tenant(tenant).orElse("");
    var entries =
        new SuppressionReader(
            whose, reach.only().isPresent(), reason(reason), by.name(), clock.instant());
    try {
      Report report =
          new SuppressionCsv(entries, ENTRIES_AT_ONCE, desk::putAll)
              .read(new InputStreamReader(body, StandardCharsets.UTF_8));
      desk.endImport(whose, report.count(), by);
      return json(report);
    } catch (SuppressionsUnavailable e) {
      throw Problem.later(
          e.getMessage() + "; hand in the whole file again, what is there already does no harm",
          RETRY_SECONDS);
    } catch (IOException e) {
      throw Problem.of(400, "the file ended too early; hand it in again");
    }
  }

  private static SuppressionReason reason(String label) {
    if (label == null || label.isBlank()) {
      return SuppressionReason.MANUAL;
    }
    return SuppressionReason.labelled(label)
        .orElseThrow(
            () -> Problem.in(400, "reason", "must be a reason such as manual or unsubscribed"));
  }

  private static String json(Report report) {
    JsonArrayBuilder errors = Json.array();
    report
        .errors()
        .forEach(e -> errors.add(Json.object().add("line", e.line()).add("error", e.error())));
    return Json.text(
        Json.object()
            .add("lines", report.lines())
            .add("added", report.count().added())
            .add("changed", report.count().changed())
            .add("faulty", report.faulty())
            .add("errors", errors)
            .build());
  }

  /** All entries that the filter means; those of erased addresses cannot be told. */
  @GET
  @Path("export")
  @Produces(CSV)
  @Needs(value = Right.READ_SUPPRESSIONS, narrows = true)
  public StreamingOutput export(@Context UriInfo uri, @Context SecurityContext security) {
    SuppressionFilter filter = FilterReader.of(uri).read(Reach.of(security));
    return out -> {
      var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      writer.write(SuppressionCsv.head());
      try {
        desk.export(filter, listed -> write(writer, SuppressionCsv.line(listed)));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      writer.flush();
    };
  }

  private static void write(BufferedWriter writer, String line) {
    try {
      writer.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the client does not read on", e);
    }
  }
}
