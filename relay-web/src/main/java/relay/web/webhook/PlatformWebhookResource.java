package relay.web.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import relay.domain.access.Right;
import relay.domain.administration.ObjectDesk;
import relay.domain.audit.AuditPen;
import relay.domain.control.ControlKind;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookDesk;
import relay.domain.webhook.WebhookKind;
import relay.domain.webhook.Webhooks;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.control.Operator;
import relay.web.control.PlatformObjectResource;

/**
 * {@code /api/v1/webhooks}: those of the platform, that hear of the mail of all tenants. No tenant
 * sees them, and those of tenants are not among them.
 */
@Path("api/v1/webhooks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PlatformWebhookResource extends PlatformObjectResource {
  private static final String PLATFORM = "";

  @Inject WebhookDesk wishes;
  @Inject Webhooks webhooks;
  @Inject ObjectDesk objects;
  @Inject AuditPen audit;

  @Override
  protected ControlKind<?> kind() {
    return WebhookKind.WEBHOOK;
  }

  /** The platform's own: ids are unique below one tenant only, so one list cannot have all. */
  @Override
  @GET
  @Needs(Right.OBSERVE)
  public String list(@Context UriInfo request) {
    return listOfPlatform(kind(), request);
  }

  /** How this node stands with the endpoint, and its newest posts. */
  @GET
  @Path("{id}/deliveries")
  @Needs(Right.OBSERVE)
  public String deliveries(@PathParam("id") String id) {
    return WebhookAnswers.deliveries(webhooks.standing(webhook(id)));
  }

  /** Posts a test event and tells what came of it. */
  @POST
  @Path("{id}/test")
  @Needs(Right.ADMINISTER)
  public String test(@PathParam("id") String id, @Context SecurityContext security) {
    return WebhookAnswers.test(webhooks, audit, webhook(id), security);
  }

  /** Has the events of some time told again. */
  @POST
  @Path("{id}/replay")
  @Needs(Right.ADMINISTER)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replay(
      @PathParam("id") String id, @Context SecurityContext security, InputStream body) {
    return WebhookAnswers.replay(
        wishes, objects, webhook(id), JsonBody.read(body), Operator.of(security));
  }

  private Webhook webhook(String id) {
    return WebhookInPath.of(wishes, PLATFORM, id);
  }
}
