package relay.web.egress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.control.ControlKind;
import relay.domain.egress.EgressKinds;
import relay.web.control.PlatformObjectResource;

/** {@code /api/v1/egress-sources}. */
@Path("api/v1/egress-sources")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourceResource extends PlatformObjectResource {
  @Override
  protected ControlKind<?> kind() {
    return EgressKinds.SOURCE;
  }
}
