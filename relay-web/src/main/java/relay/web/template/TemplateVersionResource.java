package relay.web.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.control.ControlOutcome;
import relay.domain.control.Refusal;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateFields;
import relay.domain.template.TemplateVersion;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * {@code /api/v1/tenants/{tenant}/templates/{id}/versions}: what mails are made of. A version never
 * changes; going back is publishing an old text again.
 */
@Path("api/v1/tenants/{tenant}/templates/{id}/versions")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TemplateVersionResource {
  @Inject AskedTemplate templates;
  @Inject TemplateDesk desk;

  /** The newest first. */
  @GET
  @Needs(Right.READ_TENANTS)
  public String list(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    templates.draft(tenant, id);
    JsonArrayBuilder versions = Json.array();
    desk.versions(tenant, id).forEach(version -> versions.add(head(version)));
    return Json.text(Json.object().add("versions", versions).build());
  }

  /** Publishes the template as it is now. */
  @POST
  public Response publish(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context UriInfo request,
      @Context SecurityContext security) {
    ControlOutcome outcome = desk.publish(templates.draft(tenant, id), Operator.of(security));
    ControlOutcome.Done done = done(outcome);
    TemplateVersion version = (TemplateVersion) done.object();
    return Response.created(
            request.getAbsolutePathBuilder().path(String.valueOf(version.number())).build())
        .entity(Json.text(head(version).build()))
        .build();
  }

  /** Takes all of them away. */
  @DELETE
  public String withdraw(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    templates.draft(tenant, id);
    return withdrawn(desk.versions(tenant, id), security);
  }

  /** One, with what its author wrote, its partials put in. */
  @GET
  @Path("{number}")
  @Needs(Right.READ_TENANTS)
  public String show(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("number") String number) {
    TemplateVersion version = templates.version(tenant, id, number);
    JsonObjectBuilder out = head(version);
    TemplateFields.write(version.source()).forEach(out::add);
    return Json.text(out.build());
  }

  /** Takes one away. */
  @DELETE
  @Path("{number}")
  public String withdrawOne(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("number") String number,
      @Context SecurityContext security) {
    return withdrawn(List.of(templates.version(tenant, id, number)), security);
  }

  private String withdrawn(List<TemplateVersion> versions, SecurityContext security) {
    if (!versions.isEmpty()) {
      ControlOutcome outcome = desk.withdraw(versions, Operator.of(security));
      // gone is gone, by whomever
      if (!(outcome instanceof ControlOutcome.Missing)) {
        done(outcome);
      }
    }
    return Json.text(Json.object().add("withdrawn", versions.size()).build());
  }

  private static ControlOutcome.Done done(ControlOutcome outcome) {
    if (outcome instanceof ControlOutcome.Done done) {
      return done;
    }
    if (outcome instanceof ControlOutcome.Refused refused) {
      throw refused.why() instanceof Refusal.Invalid invalid
          ? Problem.in(422, invalid.field(), invalid.field() + " " + invalid.rule())
          : Problem.of(409, ((Refusal.Conflict) refused.why()).why());
    }
    throw Problem.of(409, "somebody changed the versions meanwhile; look at them and ask again");
  }

  private static JsonObjectBuilder head(TemplateVersion version) {
    return Json.object()
        .add("number", version.number())
        .add("published_at", version.publishedAt().toString())
        .add("published_by", version.publishedBy());
  }
}
