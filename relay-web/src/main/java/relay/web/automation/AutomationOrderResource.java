package relay.web.automation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.stream.Stream;
import relay.domain.access.Right;
import relay.domain.administration.ObjectDesk;
import relay.domain.automation.AutomationDesk;
import relay.domain.automation.AutomationOrder;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.control.OrderResponse;
import relay.web.problem.Problem;

/** {@code POST /api/v1/tenants/{tenant}/automations/{id}/start}, pause, resume, end. */
@Path("api/v1/tenants/{tenant}/automations/{id}/{order}")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AutomationOrderResource {
  @Inject AutomationDesk desk;
  @Inject ObjectDesk objects;

  @POST
  public Response order(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("order") String word,
      @Context SecurityContext security) {
    AutomationOrder order =
        Stream.of(AutomationOrder.values())
            .filter(each -> each.label().equals(word))
            .findFirst()
            .orElseThrow(() -> Problem.in(404, "order", "must be start, pause, resume or end"));
    return OrderResponse.of(
        desk.order(tenant, id, order, Operator.of(security)),
        objects,
        "there is no automation of this id");
  }
}
