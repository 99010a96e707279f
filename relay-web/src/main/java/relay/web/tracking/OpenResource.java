package relay.web.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import relay.domain.access.Right;
import relay.domain.tracking.TrackingDoor;
import relay.web.access.Needs;

/**
 * {@code /o/{token}}: the picture of a tracked mail. Parameters that programs on the way put behind
 * it mean nothing.
 */
@Path("o/{token}")
@Needs(Right.BE_HERE)
@ApplicationScoped
public class OpenResource {
  @Inject TrackingDoor door;
  @Inject VisitorReader visitors;

  @GET
  public Response open(
      @PathParam("token") String token,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    return TrackingResponse.of(door.open(token, visitors.read(headers, security, true)));
  }

  /** The same answer without a body; counts as nothing, for no person asks so. */
  @HEAD
  public Response look(
      @PathParam("token") String token,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    return TrackingResponse.of(door.open(token, visitors.read(headers, security, false)));
  }
}
