package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
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
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.problem.Problem;

/** {@code /api/v1/tenants}. */
@Path("api/v1/tenants")
@Needs(Right.ADMINISTER)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TenantResource extends ObjectResource {

  @GET
  @Needs(value = Right.READ_TENANTS, narrows = true)
  public String list(@Context UriInfo request, @Context SecurityContext security) {
    // a tenant's key has its own id for a tenant, so this is all of them or the one
    return list(TenancyKinds.TENANT, Caller.of(security).leave().tenant().orElse(""), request);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@BeanParam ChangeRequest asked, InputStream body) {
    return create(TenancyKinds.TENANT, Tenant::key, asked, body);
  }

  @GET
  @Path("{tenant}")
  @Needs(Right.READ_TENANTS)
  public Response show(@PathParam("tenant") String tenant, @Context HttpHeaders headers) {
    return show(key(tenant), headers);
  }

  @PUT
  @Path("{tenant}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("tenant") String tenant, @BeanParam ChangeRequest asked, InputStream body) {
    return put(key(tenant), asked, body);
  }

  @PATCH
  @Path("{tenant}")
  @Consumes({TenantObjectResource.MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response patch(
      @PathParam("tenant") String tenant, @BeanParam ChangeRequest asked, InputStream body) {
    return patch(key(tenant), asked, body);
  }

  @DELETE
  @Path("{tenant}")
  public Response delete(@PathParam("tenant") String tenant, @BeanParam ChangeRequest asked) {
    return delete(key(tenant), asked);
  }

  private static ControlKey key(String tenant) {
    try {
      return Tenant.key(tenant);
    } catch (IllegalArgumentException e) {
      throw Problem.in(404, "tenant", "no tenant has so long a name");
    }
  }
}
