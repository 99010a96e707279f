package relay.domain.tenancy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import relay.domain.control.Fields;

/**
 * What spares the recipients of a tenant's campaigns and automations; it never holds mail back that
 * somebody asked for or needs.
 *
 * @param cap how many of these mails one contact gets at most; empty: as many as there are
 * @param sunset from when on campaigns leave out who does not read them; empty: never
 */
public record RecipientCare(Optional<FrequencyCap> cap, Optional<Sunset> sunset) {
  public static final RecipientCare NONE = new RecipientCare(Optional.empty(), Optional.empty());
  private static final String CAP = "frequency_cap";

  static RecipientCare read(JsonObject json, Fields fields) {
    return new RecipientCare(
        json.getOrDefault(CAP, JsonValue.NULL) == JsonValue.NULL
            ? Optional.empty()
            : Optional.of(FrequencyCap.read(fields.within(CAP))),
        Sunset.within(json, fields));
  }

  void add(JsonObjectBuilder out) {
    cap.ifPresent(each -> out.add(CAP, each.write()));
    sunset.ifPresent(each -> out.add(Sunset.FIELD, each.write()));
  }
}
