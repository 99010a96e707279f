package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import relay.domain.access.Right;
import relay.domain.control.ControlKey;
import relay.domain.routing.MailRoute;
import relay.domain.routing.RouteKind;
import relay.web.access.Needs;
import relay.web.problem.Problem;

/** {@code /api/v1/routes}: the routes that operators make; those of the settings are not here. */
@Path("api/v1/routes")
@Needs(Right.ADMINISTER)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RouteResource extends ObjectResource {

  @GET
  public String list(@Context UriInfo request) {
    return list(RouteKind.ROUTE, "", request);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Context UriInfo request,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    var asked = new Asked(request, headers, security);
    return create(RouteKind.ROUTE, MailRoute::key, asked, body);
  }

  @GET
  @Path("{id}")
  public Response show(@PathParam("id") String id, @Context HttpHeaders headers) {
    return show(key(id), headers);
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("id") String id,
      @Context UriInfo request,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    return put(key(id), new Asked(request, headers, security), body);
  }

  @PATCH
  @Path("{id}")
  @Consumes({TenantObjectResource.MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response patch(
      @PathParam("id") String id,
      @Context UriInfo request,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    return patch(key(id), new Asked(request, headers, security), body);
  }

  @DELETE
  @Path("{id}")
  public Response delete(
      @PathParam("id") String id,
      @Context UriInfo request,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    return delete(key(id), new Asked(request, headers, security));
  }

  private static ControlKey key(String id) {
    try {
      return MailRoute.key(id);
    } catch (IllegalArgumentException e) {
      throw Problem.in(404, "id", "no route has so long a name");
    }
  }
}
