package relay.web.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import relay.domain.access.Right;
import relay.domain.administration.ObjectDesk;
import relay.domain.campaign.CampaignDesk;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.control.Operator;
import relay.web.control.OrderResponse;
import relay.web.problem.Problem;

/** {@code POST /api/v1/tenants/{tenant}/campaigns/{id}/winner}: which form the rest get. */
@Path("api/v1/tenants/{tenant}/campaigns/{id}/winner")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CampaignWinnerResource {
  @Inject CampaignDesk desk;
  @Inject ObjectDesk objects;

  @POST
  public Response name(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context SecurityContext security,
      InputStream body) {
    if (!(JsonBody.read(body).get("variant") instanceof JsonString variant)) {
      throw Problem.in(422, "variant", "must be the name of a variant of the campaign");
    }
    return OrderResponse.of(
        desk.winner(tenant, id, variant.getString(), Operator.of(security)),
        objects,
        CampaignOrderResource.UNKNOWN);
  }
}
