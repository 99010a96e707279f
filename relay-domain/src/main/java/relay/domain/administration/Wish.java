package relay.domain.administration;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.InvalidField;

/** A document as an operator wrote it, set against the object that it is about. */
final class Wish {
  private static final String ID = "id";
  private static final String TENANT = "tenant";

  /** What every answer shows of an object and no object keeps in its fields. */
  private static final Set<String> SHOWN = Set.of(ID, TENANT, "version");

  private Wish() {}

  /** The id that the document names. */
  static Optional<String> id(JsonObject document) {
    JsonValue id = document.get(ID);
    if (id == null || id == JsonValue.NULL) {
      return Optional.empty();
    }
    if (id instanceof JsonString text && !text.getString().isEmpty()) {
      return Optional.of(text.getString());
    }
    throw new InvalidField(ID, "must be a text");
  }

  /**
   * The fields alone: without what answers show beside them, and with what only the relay sets as
   * it was. So an answer can be changed and sent back as it is.
   *
   * @param facts names of what is shown beside the fields
   * @throws InvalidField for a field that only the relay sets
   */
  static JsonObject settled(
      ControlKey key,
      JsonObject document,
      Optional<JsonObject> before,
      Set<String> relayFields,
      Set<String> facts) {
    mustBe(document, ID, key.id());
    mustBe(document, TENANT, key.tenant());
    JsonObjectBuilder out = ControlJson.object();
    document.forEach(
        (name, value) -> {
          boolean kept = !SHOWN.contains(name) && !facts.contains(name);
          if (kept && !relayFields.contains(name) && value != JsonValue.NULL) {
            out.add(name, value);
          }
        });
    for (String name : relayFields) {
      Optional<JsonValue> was = before.map(b -> b.get(name));
      if (!isLeftAlone(document.get(name), was)) {
        throw new InvalidField(name, "must be left out: only the relay sets it");
      }
      was.ifPresent(value -> out.add(name, value));
    }
    return out.build();
  }

  private static boolean isLeftAlone(JsonValue wish, Optional<JsonValue> was) {
    return wish == null
        || wish == JsonValue.NULL
        || was.filter(wish::equals).isPresent()
        || was.isPresent()
            && wish instanceof JsonString s
            && s.getString().equals(ControlKinds.MASK);
  }

  private static void mustBe(JsonObject document, String field, String expected) {
    JsonValue value = document.get(field);
    boolean same =
        value == null
            || value == JsonValue.NULL
            || value instanceof JsonString text && text.getString().equals(expected);
    if (!same) {
      throw new InvalidField(field, "must be " + expected + ", as in the path; it never changes");
    }
  }

  /**
   * Finds what would be dropped in silence.
   *
   * @param written fields of the object that the wish led to
   * @throws InvalidField for a field that left no trace
   */
  static void checkThatAllIsKnown(JsonObject wish, JsonObject written) {
    checkThatAllIsKnown("", wish, written);
  }

  private static void checkThatAllIsKnown(String prefix, JsonObject wish, JsonObject written) {
    wish.forEach(
        (name, value) -> {
          JsonValue kept = written.get(name);
          if (kept == null && !isEmpty(value)) {
            throw new InvalidField(prefix + name, "must be left out: there is no such field");
          }
          if (value instanceof JsonObject inner && kept instanceof JsonObject keptInner) {
            checkThatAllIsKnown(prefix + name + ".", inner, keptInner);
          }
        });
  }

  private static boolean isEmpty(JsonValue value) {
    return value == JsonValue.NULL
        || value instanceof JsonArray array && array.isEmpty()
        || value instanceof JsonObject object && object.values().stream().allMatch(Wish::isEmpty);
  }
}
