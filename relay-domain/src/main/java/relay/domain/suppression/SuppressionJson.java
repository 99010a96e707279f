package relay.domain.suppression;

import jakarta.json.JsonObjectBuilder;
import relay.domain.control.ControlJson;
import relay.domain.suppression.Suppression.Evidence;
import relay.domain.suppression.SuppressionDesk.Listed;

/** Entries and filters as JSON. */
public final class SuppressionJson {
  private SuppressionJson() {}

  /** An entry as API and export show it; what is not known is left out. */
  public static JsonObjectBuilder write(Listed listed) {
    JsonObjectBuilder out = ControlJson.object();
    listed.suppression().subject().ifPresent(subject -> out.add("subject", subject.text()));
    out.addAll(withoutPerson(listed));
    Evidence evidence = listed.suppression().evidence();
    text(out, "event", evidence.event());
    return text(out, "evidence", evidence.text());
  }

  /** What does not tell who it is. */
  public static JsonObjectBuilder withoutPerson(Listed listed) {
    Suppression entry = listed.suppression();
    JsonObjectBuilder out = ControlJson.object().add("id", listed.id());
    text(out, "tenant", entry.scope().tenant());
    text(out, "stream", entry.scope().stream());
    out.add("reason", entry.reason().label());
    text(out, "class", entry.evidence().replyClass());
    text(out, "provider", entry.evidence().provider());
    out.add("author", entry.author()).add("created_at", entry.createdAt().toString());
    entry.expiresAt().ifPresent(end -> out.add("expires_at", end.toString()));
    return out;
  }

  /** What a filter says. */
  public static JsonObjectBuilder write(SuppressionFilter filter) {
    JsonObjectBuilder out = ControlJson.object();
    ControlJson.add(out, "tenant", filter.tenant());
    ControlJson.add(out, "stream", filter.stream());
    ControlJson.add(out, "reason", filter.reason().map(SuppressionReason::label));
    ControlJson.add(out, "class", filter.replyClass());
    ControlJson.add(out, "provider", filter.provider());
    ControlJson.add(out, "from", filter.from().map(Object::toString));
    ControlJson.add(out, "to", filter.to().map(Object::toString));
    return out;
  }

  private static JsonObjectBuilder text(JsonObjectBuilder out, String name, String text) {
    return text.isEmpty() ? out : out.add(name, text);
  }
}
