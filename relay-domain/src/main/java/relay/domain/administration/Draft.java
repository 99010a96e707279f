package relay.domain.administration;

import jakarta.json.JsonObject;
import java.util.Map;

/**
 * An object about to be made or changed.
 *
 * @param fields its JSON form
 * @param shownOnce secrets just made, by field name
 */
record Draft(JsonObject fields, Map<String, String> shownOnce) {

  static Draft of(JsonObject fields) {
    return new Draft(fields, Map.of());
  }

  /** Says nothing of the secrets. */
  @Override
  public String toString() {
    return "Draft[" + fields.keySet() + "]";
  }
}
