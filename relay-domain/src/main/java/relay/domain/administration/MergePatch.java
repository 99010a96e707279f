package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import relay.domain.control.ControlJson;

/** JSON merge patch (RFC 7396 section 2) over objects. */
public final class MergePatch {
  private MergePatch() {}

  /** The target with what the patch names changed, and what it names as null gone. */
  public static JsonObject apply(JsonObject target, JsonObject patch) {
    JsonObjectBuilder out = ControlJson.object();
    target.forEach(
        (name, value) -> {
          if (!patch.containsKey(name)) {
            out.add(name, value);
          }
        });
    patch.forEach(
        (name, value) -> {
          if (value instanceof JsonObject inner) {
            JsonObject below =
                target.get(name) instanceof JsonObject old ? old : JsonValue.EMPTY_JSON_OBJECT;
            out.add(name, apply(below, inner));
          } else if (value != JsonValue.NULL) {
            out.add(name, value);
          }
        });
    return out.build();
  }
}
