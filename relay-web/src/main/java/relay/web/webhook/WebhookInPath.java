package relay.web.webhook;

import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookDesk;
import relay.web.problem.Problem;

/** The webhook that a path names. */
final class WebhookInPath {
  private static final int ID_CHARS_SHOWN = 64;

  private WebhookInPath() {}

  static Webhook of(WebhookDesk desk, String tenant, String id) {
    return desk.find(tenant, id).orElseThrow(() -> unknown(id));
  }

  static Problem unknown(String id) {
    String shown = id.substring(0, Math.min(ID_CHARS_SHOWN, id.length()));
    return Problem.in(404, "id", "there is no webhook " + shown);
  }
}
