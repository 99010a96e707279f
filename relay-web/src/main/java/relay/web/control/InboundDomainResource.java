package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.control.ControlKind;
import relay.domain.tenancy.TenancyKinds;

/**
 * {@code /api/v1/inbound-domains}: the platform's own. The list has those of all tenants; they are
 * made and changed below the tenant.
 */
@Path("api/v1/inbound-domains")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class InboundDomainResource extends PlatformObjectResource {
  @Override
  protected ControlKind<?> kind() {
    return TenancyKinds.INBOUND_DOMAIN;
  }
}
