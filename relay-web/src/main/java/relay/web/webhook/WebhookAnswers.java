package relay.web.webhook;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Optional;
import relay.domain.administration.ObjectDesk;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditPen;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlOutcome;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.webhook.EndpointProgress;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.ProgressJson;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookDesk;
import relay.domain.webhook.Webhooks;
import relay.web.control.Conditions;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** What is answered about one webhook, whoever has it: a tenant or the platform. */
final class WebhookAnswers {
  private WebhookAnswers() {}

  /** How this node stands with it, and its newest posts. */
  static String deliveries(Optional<Webhooks.Standing> standing) {
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

  /** Posts a test event, with an entry in the audit, and tells what came of it. */
  static String test(Webhooks webhooks, AuditPen audit, Webhook webhook, SecurityContext security) {
    audit.write(Operator.of(security), "test", webhook.tenant(), webhook.key().toString(), "");
    PostAttempt attempt = webhooks.test(webhook);
    return Json.text(
        Json.object()
            .add("taken", attempt.isSuccess())
            .add("post", attempt.post())
            .add("status", attempt.status())
            .add("problem", attempt.problem())
            .add("millis", attempt.millis())
            .build());
  }

  /** Has the events of some time told again. */
  static Response replay(
      WebhookDesk desk, ObjectDesk objects, Webhook webhook, JsonObject wish, Actor by) {
    ControlOutcome outcome = replay(desk, webhook, new Fields(wish), by);
    if (outcome instanceof ControlOutcome.Done done) {
      return Response.accepted(Json.text(objects.shown(done.object())))
          .header(HttpHeaders.ETAG, Conditions.tag(done.object().version()))
          .build();
    }
    if (outcome instanceof ControlOutcome.Missing) {
      throw WebhookInPath.unknown(webhook.id());
    }
    if (outcome instanceof ControlOutcome.Refused refused
        && refused.why() instanceof Refusal.Conflict conflict) {
      throw Problem.of(409, conflict.why());
    }
    throw Problem.of(409, "somebody changed the webhook meanwhile; ask for the replay again");
  }

  private static ControlOutcome replay(WebhookDesk desk, Webhook webhook, Fields wish, Actor by) {
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
