package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.control.ControlKind;
import relay.domain.routing.RouteKind;

/** {@code /api/v1/routes}: the routes that operators make; those of the settings are not here. */
@Path("api/v1/routes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RouteResource extends SecludedObjectResource {
  @Override
  protected ControlKind<?> kind() {
    return RouteKind.ROUTE;
  }
}
