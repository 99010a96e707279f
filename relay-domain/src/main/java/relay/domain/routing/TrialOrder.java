package relay.domain.routing;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;

/**
 * A mail that somebody wants to try the routes with.
 *
 * @param route that is named for it, before the stream's
 * @param connect whether its targets are to be talked to
 */
public record TrialOrder(
    EmailAddress recipient,
    ReversePath sender,
    MailFacts mail,
    Optional<String> route,
    boolean connect) {
  private static final Set<String> KNOWN =
      Set.of(
          "recipient",
          "sender",
          "tenant",
          "stream",
          "lane",
          "size",
          "headers",
          "mail",
          "route",
          "connect");
  private static final String ADDRESS_RULE = "must be a mail address";
  private static final long SIZE_MAX = 1L << 40;
  private static final int HEADERS_MAX = 50;

  /**
   * Reads what was asked.
   *
   * @throws InvalidField naming the first field that breaks a rule
   */
  public static TrialOrder read(JsonObject question) {
    for (String name : question.keySet()) {
      if (!KNOWN.contains(name)) {
        throw new InvalidField(
            name, "must be left out: known are " + String.join(", ", new TreeSet<>(KNOWN)));
      }
    }
    Fields fields = new Fields(question);
    EmailAddress recipient =
        fields
            .value("recipient", ADDRESS_RULE, EmailAddress::parse)
            .orElseThrow(() -> fields.invalid("recipient", ADDRESS_RULE));
    ReversePath sender =
        given(fields, "sender")
            .filter(text -> !text.equals("<>"))
            .flatMap(text -> fields.value("sender", ADDRESS_RULE + ", or <>", EmailAddress::parse))
            .map(ReversePath::of)
            .orElse(ReversePath.NULL);
    Lane lane = fields.word("lane", Lane.class).orElse(Lane.TRANSACTIONAL);
    var owner =
        new MailOwner(
            given(fields, "tenant").orElse(MailOwner.DEFAULT_TENANT),
            given(fields, "stream").orElse(lane.label()),
            "");
    Content header = header(fields.within("headers"));
    long size = fields.number("size", 0, SIZE_MAX, header.size());
    String id = given(fields, "mail").orElse("hypothetical");
    return new TrialOrder(
        recipient,
        sender,
        MailFacts.hypothetical(owner, lane, sender, size, header, id),
        given(fields, "route"),
        fields.yesNo("connect", false));
  }

  private static Content header(Fields fields) {
    StringBuilder text = new StringBuilder();
    if (fields.names().size() > HEADERS_MAX) {
      throw fields.invalid("", "must be at most " + HEADERS_MAX + " fields");
    }
    for (String name : fields.names()) {
      String value = fields.text(name).orElse("");
      if (!isFieldName(name) || value.chars().anyMatch(Character::isISOControl)) {
        throw fields.invalid(name, "must be the name of a header field and text without line ends");
      }
      text.append(name).append(": ").append(value).append("\r\n");
    }
    return Content.of(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isFieldName(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':');
  }

  private static Optional<String> given(Fields fields, String name) {
    return fields.text(name).map(String::strip).filter(text -> !text.isEmpty());
  }
}
