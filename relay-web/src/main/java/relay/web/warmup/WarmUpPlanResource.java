package relay.web.warmup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.control.ControlKind;
import relay.domain.warmup.WarmUpKind;
import relay.web.control.PlatformObjectResource;

/** {@code /api/v1/warm-ups}: each named like its egress source. */
@Path("api/v1/warm-ups")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WarmUpPlanResource extends PlatformObjectResource {
  @Override
  protected ControlKind<?> kind() {
    return WarmUpKind.PLAN;
  }
}
