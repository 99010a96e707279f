package relay.web.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.access.Right;
import relay.domain.administration.ObjectDesk;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.file.ContactImport;
import relay.domain.contacts.file.ContactImportJson;
import relay.domain.contacts.file.ImportDesk;
import relay.domain.contacts.file.ImportDesk.Taken;
import relay.domain.contacts.file.ImportJobs;
import relay.domain.contacts.file.ReportLine;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code .../contact-imports}: files of contacts, taken as they come and read by a job. */
@Path("api/v1/tenants/{tenant}/contact-imports")
@Needs(Right.CHANGE_CONTACTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactImportResource {
  private static final Logger LOG = Logger.getLogger(ContactImportResource.class.getName());
  private static final int SHOWN_MAX = 100;
  private static final long RETRY_SECONDS = 60;
  @Inject ImportDesk desk;
  @Inject ImportJobs jobs;
  @Inject ContactDesk contacts;
  @Inject ObjectDesk objects;

  @GET
  @Needs(Right.READ_CONTACTS)
  public String list(@PathParam("tenant") String tenant) {
    Tenants.check(objects, tenant);
    JsonArrayBuilder imports = Json.array();
    desk.list(tenant, SHOWN_MAX).forEach(each -> imports.add(ContactImportJson.write(each)));
    return Json.text(Json.object().add("imports", imports).build());
  }

  /** Takes a file; what becomes of it shows the import itself. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response take(
      @PathParam("tenant") String tenant,
      @Context UriInfo request,
      @Context SecurityContext security,
      InputStream file) {
    Tenants.check(objects, tenant);
    var order = new ImportQuery(request).order(contacts.schema(tenant));
    Taken taken;
    try {
      taken = desk.take(tenant, order, file, Operator.of(security));
    } catch (IOException e) {
      throw Problem.of(400, "the file ended too early, or could not be kept; hand it in again");
    }
    if (taken instanceof Taken.Refused refused) {
      throw Problem.in(422, refused.field(), refused.field() + " " + refused.rule());
    } else if (taken instanceof Taken.TooLarge large) {
      throw Problem.of(
          413,
          "the file has more than " + large.most() + " octets; part it (contacts.import-size)");
    } else if (taken instanceof Taken.NoRoom no) {
      throw Problem.later(no.why(), RETRY_SECONDS);
    }
    ContactImport job = ((Taken.Accepted) taken).job();
    begin();
    URI at = URI.create("/api/v1/tenants/" + tenant + "/contact-imports/" + job.id());
    return Response.accepted(Json.text(ContactImportJson.write(job))).location(at).build();
  }

  /** At once where that can be; else the schedule finds it a little later. */
  private void begin() {
    try {
      jobs.look();
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "the server's batch runtime is not up yet", e);
    }
  }

  @GET
  @Path("{id}")
  @Needs(Right.READ_CONTACTS)
  public String show(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    return Json.text(ContactImportJson.write(find(tenant, id)));
  }

  private ContactImport find(String tenant, String id) {
    return desk.find(tenant, id)
        .orElseThrow(() -> Problem.in(404, "id", "there is no import of this id"));
  }

  /** What there is to be told of rows. */
  @GET
  @Path("{id}/report")
  @Produces("text/csv; charset=utf-8")
  @Needs(Right.READ_CONTACTS)
  public Response report(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    ContactImport job = find(tenant, id);
    StreamingOutput out =
        stream -> {
          var writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          writer.write(ReportLine.head());
          try {
            desk.report(tenant, job.id(), line -> write(writer, line.csv()));
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          writer.flush();
        };
    return Response.ok(out)
        .header("Content-Disposition", "attachment; filename=\"import-" + job.id() + ".csv\"")
        .build();
  }

  private static void write(BufferedWriter writer, String line) {
    try {
      writer.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the client does not read on", e);
    }
  }

  /** Stops it where it is; what was taken stays. Doing it again is as good. */
  @DELETE
  @Path("{id}")
  public Response stop(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    desk.stop(tenant, id, Operator.of(security));
    return Response.noContent().build();
  }
}
