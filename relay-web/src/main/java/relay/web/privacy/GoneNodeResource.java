package relay.web.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.audit.Actor;
import relay.domain.campaign.CampaignHandover;
import relay.domain.privacy.Erasures;
import relay.domain.privacy.Erasures.Farewell;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/privacy/gone-nodes}: nodes that no erasure and no campaign is to wait for. */
@Path("api/v1/privacy/gone-nodes")
@Needs(Right.ADMINISTER)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class GoneNodeResource {
  @Inject Erasures erasures;
  @Inject CampaignHandover campaigns;

  /** Takes the operator's word for it. */
  @POST
  @Path("{node}")
  public String tell(@PathParam("node") String node, @Context SecurityContext security) {
    Optional<Long> lost = campaigns.giveUp(node);
    if (lost.isEmpty()) {
      throw Problem.of(
          409,
          "this node is not gone: it gave a sign of life within the last half minute; stop it"
              + " first, or wait");
    }
    Caller caller = Caller.of(security);
    Farewell farewell =
        erasures.nodeIsGone(node, new Actor(caller.getName(), caller.address().getHostAddress()));
    if (farewell instanceof Farewell.Alive) {
      throw Problem.of(409, "this node is not gone: it answers you; ask for another one");
    }
    if (!(farewell instanceof Farewell.Done done)) {
      throw Problem.of(404, "there is no such node; an erasure names its nodes in parts");
    }
    JsonArrayBuilder ids = Json.array();
    done.erasures().forEach(ids::add);
    return Json.text(
        Json.object()
            .add("node", node)
            .add("erasures", ids)
            .add("recipients_lost", lost.get())
            .build());
  }
}
