package relay.domain.contacts;

import java.util.LinkedHashMap;
import java.util.Map;

/** What templates may say of a contact. */
public final class ContactValues {
  private ContactValues() {}

  /** Attributes by name, and {@code address}: texts, yes or no, and lists of texts. */
  public static Map<String, Object> of(ContactFields fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("address", fields.address().toString());
    fields.attributes().forEach((name, value) -> values.put(name, plain(value)));
    return values;
  }

  private static Object plain(AttributeValue value) {
    if (value instanceof AttributeValue.YesNo yesNo) {
      return yesNo.yes();
    }
    return value instanceof AttributeValue.Words words ? words.words() : value.text();
  }
}
