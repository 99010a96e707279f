package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import relay.domain.access.Right;
import relay.domain.control.ControlKind;
import relay.domain.routing.RouteKind;
import relay.web.access.Needs;

/**
 * {@code /api/v1/routes}: the routes that operators make; those of the settings are not here. Only
 * who may change them sees them.
 */
@Path("api/v1/routes")
@Needs(Right.ADMINISTER)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RouteResource extends PlatformObjectResource {

  @Override
  protected ControlKind<?> kind() {
    return RouteKind.ROUTE;
  }

  // Jakarta REST: a method with an annotation of its own inherits none, so all stand here again.
  @Override
  @GET
  @Needs(Right.ADMINISTER)
  public String list(@Context UriInfo request) {
    return super.list(request);
  }

  @Override
  @GET
  @Path("{id}")
  @Needs(Right.ADMINISTER)
  public Response show(@PathParam("id") String id, @Context HttpHeaders headers) {
    return super.show(id, headers);
  }
}
