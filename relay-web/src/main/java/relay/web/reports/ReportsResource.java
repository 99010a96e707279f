package relay.web.reports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.egress.EgressDesk;
import relay.domain.mail.IpLiteral;
import relay.domain.reports.ReportHead;
import relay.domain.reports.ReportIntake;
import relay.domain.reports.ReportIntake.Taken;
import relay.domain.reports.ReportJson;
import relay.domain.reports.ReportQuery;
import relay.domain.reports.ReportQueryReader;
import relay.domain.reports.Reports;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.mail.BodyReader;
import relay.web.problem.Problem;

/**
 * {@code /api/v1/tenants/{tenant}/reports}: what other servers report about the tenant's domains.
 */
@Path("api/v1/tenants/{tenant}/reports")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReportsResource {
  private static final int ID_CHARS_SHOWN = 64;
  @Inject Reports reports;
  @Inject ReportIntake intake;
  @Inject BodyReader bodies;
  @Inject EgressDesk egress;
  @Inject InstantSource clock;

  /** The reports, of the newest days first. */
  @GET
  public String list(
      @PathParam("tenant") String tenant,
      @QueryParam("kind") String kind,
      @QueryParam("domain") String domain,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") String limit,
      @Context UriInfo request) {
    return Json.text(ReportJson.of(reports.list(query(tenant, request))));
  }

  /** Takes a report that somebody has as a file: plain, packed, or within a mail. */
  @POST
  @Needs(Right.CHANGE_OBJECTS)
  public Response upload(@PathParam("tenant") String tenant, InputStream body) {
    Taken taken =
        bodies.read(
            body, octets -> intake.take(octets, tenant, ReportHead.BY_UPLOAD, "", clock.instant()));
    if (taken instanceof Taken.Refused refused) {
      throw Problem.of(422, refused.reason());
    }
    return taken instanceof Taken.Kept kept
        ? Response.status(Response.Status.CREATED).entity(text(kept.report())).build()
        : Response.ok(text(((Taken.Known) taken).report())).build();
  }

  private static String text(ReportHead report) {
    return Json.text(ReportJson.head(report).build());
  }

  /** One report with its rows. */
  @GET
  @Path("{id}")
  public String report(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    return Json.text(ReportJson.of(reports.find(tenant, id).orElseThrow(() -> unknown(id))));
  }

  /** Who sends in the name of the tenant's domains. */
  @GET
  @Path("sources")
  public String sources(
      @PathParam("tenant") String tenant,
      @QueryParam("domain") String domain,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("limit") String limit,
      @QueryParam("unknown") boolean unknown,
      @Context UriInfo request) {
    return Json.text(
        ReportJson.sources(
            reports.sources(query(tenant, request), unknown), this::isOurs, unknown));
  }

  /** What became of the mail of the tenant's domains, day by day. */
  @GET
  @Path("trend")
  public String trend(
      @PathParam("tenant") String tenant,
      @QueryParam("domain") String domain,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("limit") String limit,
      @Context UriInfo request) {
    return Json.text(ReportJson.days(reports.days(query(tenant, request))));
  }

  private ReportQuery query(String tenant, UriInfo request) {
    return new ReportQueryReader(request.getQueryParameters()::getFirst)
        .read(tenant, clock.instant());
  }

  private boolean isOurs(String text) {
    Optional<InetAddress> address = IpLiteral.parse(text);
    return address.isPresent()
        && (egress.isHere(address.get())
            || egress.book().sources().stream()
                .anyMatch(source -> source.addresses().contains(address.get())));
  }

  private static Problem unknown(String id) {
    String shown = id.substring(0, Math.min(ID_CHARS_SHOWN, id.length()));
    return Problem.in(404, "id", "there is no report " + shown);
  }
}
