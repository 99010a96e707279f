package relay.domain.automation;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import relay.domain.automation.AutomationLedger.Guest;
import relay.domain.campaign.LetterWriter.Letter;
import relay.domain.campaign.RecipientData;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.json.PlainValues;
import relay.domain.template.TemplateData;
import relay.domain.tenancy.SenderField;

/**
 * What a queued mail of an automation holds in the place of its content: all that it is written of,
 * whatever becomes of the automation's steps meanwhile. Immutable.
 *
 * @param data attributes of the contact by name, {@code address}, and {@code event} with what the
 *     event told that let it in
 */
record LetterData(Letter letter, TemplateData data) {
  private static final String EVENT = "event";

  static LetterData of(Step.Send send, int version, Guest guest) {
    Map<String, Object> values =
        new LinkedHashMap<>(RecipientData.of(version, guest.contact()).data().values());
    if (!guest.entry().data().isEmpty()) {
      values.putIfAbsent(EVENT, PlainValues.of(guest.entry().data()));
    }
    return new LetterData(
        new Letter(send.template(), version, send.from(), send.replyTo()), TemplateData.of(values));
  }

  byte[] octets() {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("template", letter.template())
            .add("version", letter.version())
            .add("from", SenderField.write(letter.from()));
    letter.replyTo().ifPresent(box -> out.add("reply_to", SenderField.write(box)));
    JsonObject values = RecipientData.json(data);
    return out.add("data", values).build().toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads it again.
   *
   * @throws IllegalArgumentException when it is none
   */
  static LetterData read(byte[] octets) {
    JsonObject json = ControlJson.read(new String(octets, StandardCharsets.UTF_8));
    Fields fields = new Fields(json);
    if (!(json.get("data") instanceof JsonObject data)) {
      throw new IllegalArgumentException("not the data of a mail of an automation");
    }
    return new LetterData(
        new Letter(
            fields.text("template").orElseThrow(IllegalArgumentException::new),
            (int) fields.number("version", 1, Integer.MAX_VALUE, 1),
            SenderField.read(fields, "from").orElseThrow(IllegalArgumentException::new),
            SenderField.read(fields, "reply_to")),
        TemplateData.of(PlainValues.of(data)));
  }
}
