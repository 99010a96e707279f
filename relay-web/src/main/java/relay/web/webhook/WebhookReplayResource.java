package relay.web.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Instant;
import relay.domain.access.Right;
import relay.domain.administration.ObjectDesk;
import relay.domain.audit.Actor;
import relay.domain.control.ControlOutcome;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookDesk;
import relay.web.access.Needs;
import relay.web.control.Conditions;
import relay.web.control.JsonBody;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.problem.Problem;

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
    JsonObject wish = JsonBody.read(body);
    ControlOutcome outcome = replay(webhook, new Fields(wish), Operator.of(security));
    if (outcome instanceof ControlOutcome.Done done) {
      return Response.accepted(Json.text(objects.shown(done.object())))
          .header(HttpHeaders.ETAG, Conditions.tag(done.object().version()))
          .build();
    }
    if (outcome instanceof ControlOutcome.Missing) {
      throw WebhookInPath.unknown(id);
    }
    if (outcome instanceof ControlOutcome.Refused refused
        && refused.why() instanceof Refusal.Conflict conflict) {
      throw Problem.of(409, conflict.why());
    }
    throw Problem.of(409, "somebody changed the webhook meanwhile; ask for the replay again");
  }

  private ControlOutcome replay(Webhook webhook, Fields wish, Actor by) {
    try {
      return desk.replay(webhook, instant(wish, "from"), instant(wish, "until"), by);
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.getMessage());
    }
  }

  private static Instant instant(Fields fields, String name) {
    return fields.instant(name).orElseThrow(() -> fields.invalid(name, "must be given"));
  }
}
