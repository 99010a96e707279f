package relay.web.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import relay.domain.access.Right;
import relay.domain.queue.WaitingMail;
import relay.web.access.Needs;

/** {@code POST /api/v1/queue/retry-now}. */
@Path("api/v1/queue")
@Needs(Right.OPERATE)
@ApplicationScoped
public class QueueResource {
  @Inject WaitingMail waiting;

  @POST
  @Path("retry-now")
  public Response retryNow() {
    waiting.retryNow();
    return Response.accepted().build();
  }
}
