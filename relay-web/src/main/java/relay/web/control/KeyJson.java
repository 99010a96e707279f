package relay.web.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import relay.domain.control.ControlObject;
import relay.domain.control.Fields;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeyState;
import relay.web.json.Json;

/** DKIM keys as answers show them: without the private half, sealed or not. */
final class KeyJson {
  private KeyJson() {}

  static JsonObjectBuilder of(DomainKey key) {
    JsonObjectBuilder out =
        Json.object()
            .add("selector", key.selector())
            .add("domain", key.domain().ascii())
            .add("tenant", key.tenant())
            .add("version", key.version())
            .add("algorithm", key.algorithm().tag())
            .add("state", Fields.word(key.state()))
            .add("since", key.since().toString())
            .add("created_at", key.createdAt().toString())
            .add("dns", Fields.word(key.sight().what()))
            .add("dns_since", key.sight().since().toString());
    if (key.state() != KeyState.REMOVED) {
      out.add(
          "publish",
          Json.object().add("type", "TXT").add("name", key.recordName()).add("text", key.record()));
    }
    return out;
  }

  static JsonArrayBuilder all(Collection<? extends ControlObject> keys) {
    JsonArrayBuilder out = Json.array();
    for (ControlObject key : keys) {
      if (key instanceof DomainKey each) {
        out.add(of(each));
      }
    }
    return out;
  }
}
