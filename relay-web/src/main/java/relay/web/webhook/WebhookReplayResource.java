package relay.web.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookDesk;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.control.Operator;

/** {@code POST /api/v1/tenants/{tenant}/webhooks/{id}/replay}: tells it again. */
@Path("api/v1/tenants/{tenant}/webhooks/{id}/replay")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookReplayResource {
  @Inject WebhookDesk desk;
  @Inject ObjectDesk objects;

  /** Has the events of some time told again. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replay(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context SecurityContext security,
      InputStream body) {
    Webhook webhook = WebhookInPath.of(desk, tenant, id);
    return WebhookAnswers.replay(
        desk, objects, webhook, JsonBody.read(body), Operator.of(security));
  }
}
