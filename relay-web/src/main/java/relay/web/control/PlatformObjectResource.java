package relay.web.control;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import relay.domain.access.Right;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.web.access.Needs;
import relay.web.problem.Problem;

/**
 * The operations on objects of one kind that belong to the platform; a kind's own class names the
 * path.
 */
@Needs(Right.ADMINISTER)
public abstract class PlatformObjectResource extends ObjectResource {

  /** Whose objects these are. */
  protected abstract ControlKind<?> kind();

  @GET
  @Needs(Right.OBSERVE)
  public String list(@Context UriInfo request) {
    return list(kind(), "", request);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@BeanParam ChangeRequest asked, InputStream body) {
    return create(kind(), id -> new ControlKey(kind().name(), "", id), asked, body);
  }

  @GET
  @Path("{id}")
  @Needs(Right.OBSERVE)
  public Response show(@PathParam("id") String id, @Context HttpHeaders headers) {
    return show(key(id), headers);
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("id") String id, @BeanParam ChangeRequest asked, InputStream body) {
    return put(key(id), asked, body);
  }

  @PATCH
  @Path("{id}")
  @Consumes({TenantObjectResource.MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response patch(
      @PathParam("id") String id, @BeanParam ChangeRequest asked, InputStream body) {
    return patch(key(id), asked, body);
  }

  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") String id, @BeanParam ChangeRequest asked) {
    return delete(key(id), asked);
  }

  private ControlKey key(String id) {
    try {
      return new ControlKey(kind().name(), "", id);
    } catch (IllegalArgumentException e) {
      throw Problem.in(404, "id", "no id is so long");
    }
  }
}
