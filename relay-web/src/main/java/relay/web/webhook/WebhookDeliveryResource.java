package relay.web.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.access.Right;
import relay.domain.webhook.WebhookDesk;
import relay.domain.webhook.Webhooks;
import relay.web.access.Needs;

/** {@code GET /api/v1/tenants/{tenant}/webhooks/{id}/deliveries}: the newest posts. */
@Path("api/v1/tenants/{tenant}/webhooks/{id}/deliveries")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookDeliveryResource {
  @Inject WebhookDesk desk;
  @Inject Webhooks webhooks;

  /** How this node stands with the endpoint, and its newest posts. */
  @GET
  public String deliveries(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    return WebhookAnswers.deliveries(webhooks.standing(WebhookInPath.of(desk, tenant, id)));
  }
}
