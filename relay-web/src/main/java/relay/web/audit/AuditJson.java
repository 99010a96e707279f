package relay.web.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.AuditEvent;
import relay.web.json.Json;

/** Entries of the audit as JSON; absent facts are left out. */
final class AuditJson {
  private AuditJson() {}

  static JsonObject entry(AuditEntry entry) {
    AuditEvent event = entry.event();
    JsonObjectBuilder out =
        Json.object()
            .add("number", entry.number())
            .add("at", event.at().toString())
            .add("actor", event.actor().name())
            .add("origin", event.actor().origin())
            .add("action", event.action());
    if (!event.tenant().isEmpty()) {
      out.add("tenant", event.tenant());
    }
    out.add("subject", event.subject());
    add(out, "before", event.before());
    add(out, "after", event.after());
    return out.add("hash", entry.hash()).build();
  }

  /** An object where it is one, words otherwise. */
  private static void add(JsonObjectBuilder out, String name, String text) {
    if (!text.isEmpty()) {
      Json.readObject(text)
          .ifPresentOrElse(object -> out.add(name, object), () -> out.add(name, text));
    }
  }
}
