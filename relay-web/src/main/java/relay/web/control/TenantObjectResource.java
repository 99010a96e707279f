package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import relay.domain.access.Right;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlKinds;
import relay.domain.tenancy.TenancyKinds;
import relay.web.access.Needs;
import relay.web.problem.Problem;

/**
 * {@code /api/v1/tenants/{tenant}/{collection}}: everything that belongs to a tenant, under the
 * name that its kind gives to many of it.
 */
@Path("api/v1/tenants/{tenant}/{collection}")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TenantObjectResource extends ObjectResource {
  /** A document of RFC 7396. */
  public static final String MERGE_PATCH = "application/merge-patch+json";

  @Inject ControlKinds kinds;

  @GET
  @Needs(Right.READ_TENANTS)
  public String list(
      @PathParam("tenant") String tenant,
      @PathParam("collection") String collection,
      @Context UriInfo request) {
    return list(kind(tenant, collection), tenant, request);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @PathParam("tenant") String tenant,
      @PathParam("collection") String collection,
      @BeanParam ChangeRequest asked,
      InputStream body) {
    ControlKind<?> kind = kind(tenant, collection);
    return create(kind, id -> new ControlKey(kind.name(), tenant, id), asked, body);
  }

  @GET
  @Path("{id}")
  @Needs(Right.READ_TENANTS)
  public Response show(
      @PathParam("tenant") String tenant,
      @PathParam("collection") String collection,
      @PathParam("id") String id,
      @Context HttpHeaders headers) {
    return show(key(tenant, collection, id), headers);
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("tenant") String tenant,
      @PathParam("collection") String collection,
      @PathParam("id") String id,
      @BeanParam ChangeRequest asked,
      InputStream body) {
    return put(key(tenant, collection, id), asked, body);
  }

  @PATCH
  @Path("{id}")
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response patch(
      @PathParam("tenant") String tenant,
      @PathParam("collection") String collection,
      @PathParam("id") String id,
      @BeanParam ChangeRequest asked,
      InputStream body) {
    return patch(key(tenant, collection, id), asked, body);
  }

  @DELETE
  @Path("{id}")
  public Response delete(
      @PathParam("tenant") String tenant,
      @PathParam("collection") String collection,
      @PathParam("id") String id,
      @BeanParam ChangeRequest asked) {
    return delete(key(tenant, collection, id), asked);
  }

  private ControlKey key(String tenant, String collection, String id) {
    ControlKind<?> kind = kind(tenant, collection);
    try {
      return new ControlKey(kind.name(), tenant, id);
    } catch (IllegalArgumentException e) {
      throw Problem.in(404, "id", "no id is so long");
    }
  }

  private ControlKind<?> kind(String tenant, String collection) {
    if (tenant.length() > ControlKey.NAME_CHARS_MAX || !desk.knowsTenant(tenant)) {
      throw Problem.in(404, "tenant", "there is no tenant of this id");
    }
    return kinds
        .ofCollection(collection)
        .filter(kind -> !kind.name().equals(TenancyKinds.TENANT.name()))
        .filter(kind -> !kind.hasOwnOperations() && !kind.isOfPlatform())
        .orElseThrow(
            () -> Problem.in(404, "collection", "nothing of a tenant is called " + collection));
  }
}
