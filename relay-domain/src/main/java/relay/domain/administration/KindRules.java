package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;

/** What the relay adds to the objects of a kind that an operator makes or changes. */
interface KindRules {
  /** Nothing: the operator gives the id and every field. */
  KindRules PLAIN = new KindRules() {};

  /** Fields that the relay alone sets; a document may repeat what is there. */
  default Set<String> relayFields() {
    return Set.of();
  }

  /** Fields by whose value a list may be narrowed. */
  default Set<String> filters() {
    return Set.of();
  }

  /** The id of a new object whose document names none. */
  default String newId() {
    throw new InvalidField("id", "must be given");
  }

  /**
   * Puts in what the relay sets.
   *
   * @param before fields as they were, with secrets; empty for a new object
   */
  default Draft complete(JsonObject fields, Optional<JsonObject> before) {
    return Draft.of(fields);
  }

  /**
   * The same for a kind that must know whose fields they are.
   *
   * @param key of the object
   */
  default Draft complete(ControlKey key, JsonObject fields, Optional<JsonObject> before) {
    return complete(fields, before);
  }

  /** Further facts to show with an object. */
  default JsonObject facts(ControlObject object) {
    return JsonValue.EMPTY_JSON_OBJECT;
  }

  /** Objects of a tenant that are there as long as nobody makes their own; empty text: of none. */
  default List<ControlObject> implied(ControlState state, String tenant) {
    return List.of();
  }
}
