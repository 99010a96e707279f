package relay.web.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import relay.domain.access.Right;
import relay.domain.queue.WaitingMail;
import relay.domain.traffic.TrafficControl;
import relay.web.access.Needs;

/** {@code POST /api/v1/queue/retry-now}. */
@Path("api/v1/queue")
@Needs(Right.OPERATE)
@ApplicationScoped
public class QueueResource {
  @Inject WaitingMail waiting;
  @Inject TrafficControl traffic;

  /** Pauses end first: mail of a flow that is paused would only be put off once more. */
  @POST
  @Path("retry-now")
  public Response retryNow() {
    traffic.endPauses();
    waiting.retryNow();
    return Response.accepted().build();
  }
}
