package relay.web.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import relay.domain.access.Right;
import relay.domain.administration.ObjectDesk;
import relay.domain.audit.AuditPen;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.file.ContactExport;
import relay.domain.contacts.file.ContactFileFormat;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.problem.Problem;

/** {@code .../contact-export}: contacts as a file, written as they are read. */
@Path("api/v1/tenants/{tenant}/contact-export")
@Needs(Right.READ_CONTACTS)
@ApplicationScoped
public class ContactExportResource {
  private static final String FORMAT = "format";
  @Inject ContactDesk desk;
  @Inject ObjectDesk objects;
  @Inject AuditPen audit;

  @GET
  public Response export(
      @PathParam("tenant") String tenant,
      @Context UriInfo request,
      @Context SecurityContext security) {
    Tenants.check(objects, tenant);
    var query = new ContactQuery(request, Set.of("address", "domain", "list", "state", FORMAT));
    ContactFileFormat format = format(request.getQueryParameters().getFirst(FORMAT));
    var export = new ContactExport(desk, tenant, query.filter());
    audit.write(Operator.of(security), "export", tenant, "contacts", "");
    StreamingOutput out =
        stream -> {
          var writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          try {
            export.write(format, line -> write(writer, line));
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          writer.flush();
        };
    boolean isCsv = format == ContactFileFormat.CSV;
    return Response.ok(out, isCsv ? "text/csv; charset=utf-8" : "application/jsonl")
        .header(
            "Content-Disposition",
            "attachment; filename=\"contacts." + (isCsv ? "csv" : "jsonl") + "\"")
        .build();
  }

  private static ContactFileFormat format(String text) {
    if (text == null || text.equals("csv")) {
      return ContactFileFormat.CSV;
    } else if (text.equals("jsonl")) {
      return ContactFileFormat.JSONL;
    }
    throw Problem.in(400, FORMAT, "must be csv or jsonl");
  }

  private static void write(BufferedWriter writer, String line) {
    try {
      writer.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the client does not read on", e);
    }
  }
}
