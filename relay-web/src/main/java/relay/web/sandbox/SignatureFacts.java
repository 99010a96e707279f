package relay.web.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.domain.mail.Content;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;

/** Which DKIM signatures a mail carries, for people; they are read, not checked. */
final class SignatureFacts {
  private static final int HEADER_OCTETS_MAX = 256 << 10;
  private static final int FIELDS_MAX = 500;

  private SignatureFacts() {}

  static List<String> of(byte[] mail) {
    try {
      return HeaderSection.of(Content.of(mail), HEADER_OCTETS_MAX, FIELDS_MAX).fields().stream()
          .filter(field -> field.isNamed("DKIM-Signature"))
          .map(SignatureFacts::fact)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fact(HeaderField field) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : field.text().split(";")) {
      int equals = tag.indexOf('=');
      if (equals > 0) {
        tags.put(tag.substring(0, equals).strip(), tag.substring(equals + 1).strip());
      }
    }
    return tags.getOrDefault("d", "?")
        + " with selector "
        + tags.getOrDefault("s", "?")
        + " ("
        + tags.getOrDefault("a", "?")
        + ")";
  }
}
