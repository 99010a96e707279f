package relay.web.control;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import relay.domain.access.Right;
import relay.web.access.Needs;

/** Objects of the platform that only those see who may change them. */
public abstract class SecludedObjectResource extends PlatformObjectResource {

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
