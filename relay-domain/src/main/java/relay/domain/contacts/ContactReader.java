package relay.domain.contacts;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.SuppressionSubject;

/** Reads contacts by what their tenant has declared. Immutable, thread-safe. */
public final class ContactReader {
  static final String ADDRESS_RULE = "must be an address such as bob@example.org";
  static final String LOCALE_RULE = "must be a language tag such as de or pt-BR";
  public static final String ZONE_RULE = "must be a time zone such as Europe/Berlin";
  private static final int SUBJECT_CHARS_MAX = 400;
  private static final int NAME_CHARS_MAX = 40;
  private static final Set<String> FIELDS = Set.of("address", "locale", "zone", "attributes");
  private final ContactSchema schema;

  public ContactReader(ContactSchema schema) {
    this.schema = schema;
  }

  /**
   * The whole of a contact.
   *
   * @throws InvalidField naming the first field that breaks a rule
   */
  public ContactFields read(JsonObject json) {
    Fields fields = new Fields(json);
    for (String name : fields.names()) {
      if (!FIELDS.contains(name)) {
        throw new InvalidField(name, "is not known; address, locale, zone and attributes are");
      }
    }
    return new ContactFields(
        fields
            .value("address", ADDRESS_RULE, ContactReader::address)
            .orElseThrow(() -> new InvalidField("address", ADDRESS_RULE)),
        attributes(json),
        fields.value("locale", LOCALE_RULE, ContactReader::locale),
        fields.value("zone", ZONE_RULE, ContactReader::zone));
  }

  private Map<String, AttributeValue> attributes(JsonObject json) {
    JsonValue given = json.getOrDefault("attributes", JsonValue.EMPTY_JSON_OBJECT);
    if (given == JsonValue.NULL) {
      return Map.of();
    }
    if (!(given instanceof JsonObject object)) {
      throw new InvalidField("attributes", "must be an object");
    }
    Map<String, AttributeValue> values = new TreeMap<>();
    object.forEach(
        (name, value) -> {
          AttributeType type = type(name);
          if (value != JsonValue.NULL) {
            try {
              values.put(name, type.read(value));
            } catch (IllegalArgumentException e) {
              throw new InvalidField("attributes." + name, type.rule());
            }
          }
        });
    return values;
  }

  private AttributeType type(String name) {
    AttributeType type = schema.attributes().get(name);
    if (type == null) {
      throw new InvalidField(
          "attributes." + name.substring(0, Math.min(NAME_CHARS_MAX, name.length())),
          "is not declared; make the attribute first");
    }
    return type;
  }

  /** What a program or a file calls an address. */
  static EmailAddress address(String text) {
    EmailAddress address = EmailAddress.parse(text.strip());
    if (SuppressionSubject.of(address).text().length() > SUBJECT_CHARS_MAX) {
      throw new IllegalArgumentException(ADDRESS_RULE);
    }
    return address;
  }

  static Locale locale(String text) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text.strip().replace('_', '-')).build();
      if (locale.getLanguage().isEmpty() || locale.toLanguageTag().length() > NAME_CHARS_MAX) {
        throw new IllegalArgumentException(LOCALE_RULE);
      }
      return locale;
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException(LOCALE_RULE, e);
    }
  }

  public static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(ZONE_RULE, e);
    }
  }
}
