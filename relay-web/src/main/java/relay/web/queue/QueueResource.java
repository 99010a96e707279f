package relay.web.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import relay.domain.access.Right;
import relay.domain.audit.AuditPen;
import relay.domain.queue.WaitingMail;
import relay.domain.traffic.TrafficControl;
import relay.web.access.Needs;
import relay.web.control.Operator;

/** {@code POST /api/v1/queue/retry-now}. */
@Path("api/v1/queue")
@Needs(Right.OPERATE)
@ApplicationScoped
public class QueueResource {
  @Inject WaitingMail waiting;
  @Inject TrafficControl traffic;
  @Inject AuditPen audit;

  /** Pauses end first: mail of a flow that is paused would only be put off once more. */
  @POST
  @Path("retry-now")
  public Response retryNow(@Context SecurityContext security) {
    audit.write(Operator.of(security), "retry-now", "", "waiting mail", "");
    traffic.endings().endPauses();
    waiting.retryNow();
    return Response.accepted().build();
  }
}
