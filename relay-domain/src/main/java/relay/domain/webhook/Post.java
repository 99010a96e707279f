package relay.domain.webhook;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import relay.domain.control.ControlJson;
import relay.domain.notice.Notice;
import relay.domain.notice.NoticeType;

/**
 * What is posted to an endpoint.
 *
 * @param id the same for the same events, so that a repetition is seen as one
 * @param events how many
 */
public record Post(String id, int events, boolean replay, byte[] body) {

  /** One post of some events, at least one. */
  public static Post of(List<Notice> notices, boolean replay) {
    String first = notices.get(0).id();
    String last = notices.get(notices.size() - 1).id();
    JsonArrayBuilder events = ControlJson.array();
    notices.forEach(notice -> events.add(notice.json()));
    JsonObject body = ControlJson.object().add("replay", replay).add("events", events).build();
    String id = (replay ? "replay-" : "") + first + "-" + last;
    return new Post(id, notices.size(), replay, octets(body));
  }

  /** One that tells of nothing, so that somebody can see whether posts arrive. */
  public static Post test(Webhook webhook, Instant now, String id) {
    JsonObjectBuilder event =
        ControlJson.object().add("id", id).add("type", NoticeType.TEST).add("time", now.toString());
    if (!webhook.isOfPlatform()) {
      event.add("tenant", webhook.tenant());
    }
    JsonObject body =
        ControlJson.object()
            .add("replay", false)
            .add("events", ControlJson.array().add(event))
            .build();
    return new Post(id, 1, false, octets(body));
  }

  private static byte[] octets(JsonObject body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
