package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.control.ControlKind;
import relay.domain.user.UserKind;

/**
 * {@code /api/v1/users}: the platform's people. The list has everybody; people of a tenant are made
 * and changed below the tenant.
 */
@Path("api/v1/users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserResource extends SecludedObjectResource {
  @Override
  protected ControlKind<?> kind() {
    return UserKind.USER;
  }
}
