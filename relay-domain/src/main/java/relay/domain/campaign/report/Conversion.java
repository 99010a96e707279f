package relay.domain.campaign.report;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.control.Fields;
import relay.domain.mail.QueueId;

/**
 * Something that a recipient did outside of his mail, such as an order, as the tenant's own
 * programs tell it.
 *
 * @param mail queue id of his mail; empty where his contact is named
 * @param contact number of his contact; empty where his mail is named
 * @param id by which it counts once; empty: one for each recipient
 * @param value what it is worth, in whatever the tenant counts
 */
public record Conversion(
    Optional<QueueId> mail, Optional<Long> contact, Optional<String> id, double value) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,99}");
  private static final double VALUE_MAX = 1e12;

  /**
   * Reads one.
   *
   * @throws relay.domain.control.InvalidField naming the field that breaks its rule
   */
  public static Conversion read(JsonObject json) {
    Fields fields = new Fields(json);
    Optional<QueueId> mail = fields.value("mail", "must be a queue id", QueueId::new);
    Optional<Long> contact = fields.value("contact", "must be the id of a contact", Long::valueOf);
    if (mail.isPresent() == contact.isPresent()) {
      throw fields.invalid("mail", "or contact must be given, one of them");
    }
    Optional<String> id = fields.text("id");
    if (id.filter(text -> !ID.matcher(text).matches()).isPresent()) {
      throw fields.invalid(
          "id", "must be 1 to 100 letters, digits and . _ : @ / + -, with a letter or digit first");
    }
    return new Conversion(mail, contact, id, value(json, fields));
  }

  private static double value(JsonObject json, Fields fields) {
    if (!json.containsKey("value")) {
      return 0;
    }
    if (!(json.get("value") instanceof JsonNumber number)
        || Math.abs(number.doubleValue()) > VALUE_MAX) {
      throw fields.invalid("value", "must be a number from -1e12 to 1e12");
    }
    return number.doubleValue();
  }
}
