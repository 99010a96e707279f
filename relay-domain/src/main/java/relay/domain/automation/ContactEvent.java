package relay.domain.automation;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.mail.CampaignName;
import relay.domain.tenancy.ShortName;

/**
 * Something that happened to a contact, as a program tells it at any door.
 *
 * @param name that automations wait for
 * @param id told twice with the same it counts once
 * @param data for templates; empty for none
 */
public record ContactEvent(String name, String id, JsonObject data) {
  private static final int DATA_CHARS_MAX = 8_000;

  /**
   * Reads one of the fields {@code name}, {@code id} and {@code data}.
   *
   * @param others fields that are the door's own
   * @param id for one that has none
   * @throws InvalidField naming what breaks a rule
   */
  public static ContactEvent read(JsonObject json, Set<String> others, Supplier<String> id) {
    Fields fields = new Fields(json);
    for (String name : fields.names()) {
      if (!Set.of("name", "id", "data").contains(name) && !others.contains(name)) {
        throw new InvalidField(name, "is not known; name, id and data are");
      }
    }
    return new ContactEvent(
        fields
            .value("name", ShortName.RULE, ShortName::of)
            .orElseThrow(() -> new InvalidField("name", ShortName.RULE)),
        fields.value("id", CampaignName.RULE, CampaignName::of).orElseGet(id),
        data(json));
  }

  private static JsonObject data(JsonObject json) {
    JsonValue data = json.getOrDefault("data", JsonValue.EMPTY_JSON_OBJECT);
    if (!(data instanceof JsonObject object) || data.toString().length() > DATA_CHARS_MAX) {
      throw new InvalidField(
          "data", "must be an object of at most " + DATA_CHARS_MAX + " characters");
    }
    return object;
  }
}
