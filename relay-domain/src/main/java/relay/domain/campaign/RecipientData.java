package relay.domain.campaign;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactValues;
import relay.domain.control.ControlJson;
import relay.domain.json.PlainValues;
import relay.domain.mail.Content;
import relay.domain.template.TemplateData;

/**
 * What a queued mail of a campaign holds in the place of its content: which version of the template
 * it was meant to be made of, and what the recipient's mail has of his own. Immutable.
 *
 * @param templateVersion as it was when the mail was queued; the campaign's own goes before it
 * @param data attributes of the contact by name, and {@code address}
 */
public record RecipientData(int templateVersion, TemplateData data) {
  /** Most octets of one, so that a lane of them stays small. */
  public static final int OCTETS_MAX = 64 << 10;

  private static final String VERSION = "template_version";
  private static final String DATA = "data";

  /** Of a contact as he is now. */
  public static RecipientData of(int templateVersion, Contact contact) {
    return new RecipientData(templateVersion, TemplateData.of(ContactValues.of(contact.fields())));
  }

  /** For the queue. */
  public byte[] octets() {
    return ControlJson.object()
        .add(VERSION, templateVersion)
        .add(DATA, json(data))
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Values as a document: texts, yes and no, lists and objects. */
  public static JsonObject json(TemplateData data) {
    return object(data.values()).build();
  }

  private static JsonObjectBuilder object(Map<?, ?> values) {
    JsonObjectBuilder out = ControlJson.object();
    values.forEach((name, value) -> add(out, name.toString(), value));
    return out;
  }

  private static void add(JsonObjectBuilder out, String name, Object value) {
    if (value instanceof Boolean yes) {
      out.add(name, yes);
    } else if (value instanceof Map<?, ?> map) {
      out.add(name, object(map));
    } else if (value instanceof List<?> list) {
      out.add(name, array(list));
    } else {
      out.add(name, value.toString());
    }
  }

  private static JsonArrayBuilder array(List<?> list) {
    JsonArrayBuilder array = ControlJson.array();
    for (Object each : list) {
      if (each instanceof Map<?, ?> map) {
        array.add(object(map));
      } else if (each instanceof List<?> inner) {
        array.add(array(inner));
      } else if (each instanceof Boolean yes) {
        array.add(yes);
      } else {
        array.add(each.toString());
      }
    }
    return array;
  }

  /**
   * What a queued mail holds in the place of its content.
   *
   * @throws IOException when it cannot be read
   */
  public static byte[] octets(Content content) throws IOException {
    Optional<byte[]> inMemory = content.bytes();
    if (inMemory.isPresent()) {
      return inMemory.get();
    }
    try (InputStream in = content.open()) {
      return in.readNBytes(OCTETS_MAX);
    }
  }

  /**
   * Reads it again.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static RecipientData read(byte[] octets) {
    JsonObject json = ControlJson.read(new String(octets, StandardCharsets.UTF_8));
    if (!json.containsKey(VERSION) || !(json.get(DATA) instanceof JsonObject data)) {
      throw new IllegalArgumentException("not the data of a recipient of a campaign");
    }
    return new RecipientData(json.getInt(VERSION), TemplateData.of(PlainValues.of(data)));
  }
}
