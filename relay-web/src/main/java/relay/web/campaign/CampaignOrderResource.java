package relay.web.campaign;

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
import relay.domain.campaign.CampaignDesk;
import relay.domain.campaign.CampaignTurn;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.control.OrderResponse;
import relay.web.problem.Problem;

/** {@code POST /api/v1/tenants/{tenant}/campaigns/{id}/start}, pause, resume, stop. */
@Path("api/v1/tenants/{tenant}/campaigns/{id}/{order}")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class CampaignOrderResource {
  static final String UNKNOWN = "there is no campaign of this id";

  @Inject CampaignDesk desk;
  @Inject ObjectDesk objects;

  @POST
  public Response order(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("order") String order,
      @Context SecurityContext security) {
    CampaignTurn turn =
        Stream.of(CampaignTurn.values())
            .filter(each -> each.isOrder() && each.label().equals(order))
            .findFirst()
            .orElseThrow(() -> Problem.in(404, "order", "must be start, pause, resume or stop"));
    return OrderResponse.of(desk.order(tenant, id, turn, Operator.of(security)), objects, UNKNOWN);
  }
}
