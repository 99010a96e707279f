package relay.domain.feedback.mail;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.Map;

/** A verdict as a JSON object. Thread-safe. */
public final class VerdictJson {
  private static final JsonBuilderFactory FACTORY =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private VerdictJson() {}

  /** {@code kind, recipients, feedbackType, token, messageId}; empty texts for what is not told. */
  public static JsonObject of(MailVerdict verdict) {
    JsonArrayBuilder recipients = FACTORY.createArrayBuilder();
    for (RecipientVerdict one : verdict.recipients()) {
      recipients.add(
          FACTORY
              .createObjectBuilder()
              .add("address", one.address())
              .add("status", one.status())
              .add("reply", one.reply())
              .add("class", one.result())
              .add("hard", one.hard())
              .add("diagnostic", one.diagnostic()));
    }
    return FACTORY
        .createObjectBuilder()
        .add("kind", verdict.kind().word())
        .add("recipients", recipients)
        .add("feedbackType", verdict.feedbackType())
        .add("token", verdict.token())
        .add("messageId", verdict.messageId())
        .build();
  }

  /** The object as one line of ASCII, for consoles and pipes of any charset. */
  public static String line(MailVerdict verdict) {
    String json = of(verdict).toString();
    StringBuilder line = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < ' ' || c > '~') {
        line.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }
}
