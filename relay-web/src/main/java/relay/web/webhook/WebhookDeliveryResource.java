package relay.web.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.control.ControlJson;
import relay.domain.webhook.EndpointProgress;
import relay.domain.webhook.ProgressJson;
import relay.domain.webhook.WebhookDesk;
import relay.domain.webhook.Webhooks;
import relay.web.access.Needs;
import relay.web.json.Json;

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
    Optional<Webhooks.Standing> standing = webhooks.standing(WebhookInPath.of(desk, tenant, id));
    JsonObjectBuilder out = Json.object();
    if (standing.isEmpty()) {
      out.add("up_to_date", false).add("failures", 0).add("deliveries", Json.array());
    } else {
      EndpointProgress progress = standing.get().progress();
      out.add("up_to_date", !standing.get().behind() && !progress.isFailing());
      out.add("failures", progress.failures());
      ControlJson.add(out, "failing_since", progress.failingSince());
      if (progress.isFailing()) {
        out.add("next_try", progress.nextTry().toString());
      }
      out.add("replaying", progress.replayPlace().isPresent());
      out.add("deliveries", ProgressJson.attempts(progress.attempts()));
    }
    return Json.text(out.build());
  }
}
