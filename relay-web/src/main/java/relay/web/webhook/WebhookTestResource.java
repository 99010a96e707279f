package relay.web.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import relay.domain.access.Right;
import relay.domain.audit.AuditPen;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookDesk;
import relay.domain.webhook.Webhooks;
import relay.web.access.Needs;

/** {@code POST /api/v1/tenants/{tenant}/webhooks/{id}/test}: whether posts arrive. */
@Path("api/v1/tenants/{tenant}/webhooks/{id}/test")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookTestResource {
  @Inject WebhookDesk desk;
  @Inject Webhooks webhooks;
  @Inject AuditPen audit;

  /** Posts a test event and tells what came of it. */
  @POST
  public String test(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    Webhook webhook = WebhookInPath.of(desk, tenant, id);
    return WebhookAnswers.test(webhooks, audit, webhook, security);
  }
}
