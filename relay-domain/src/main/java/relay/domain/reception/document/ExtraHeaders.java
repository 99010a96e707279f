package relay.domain.reception.document;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The header fields that a document may add: any but those that other fields or we ourselves write.
 */
final class ExtraHeaders {
  private static final int FIELDS_MAX = 100;
  private static final int NAME_CHARS_MAX = 76;
  private static final int VALUE_CHARS_MAX = 8000;
  private static final int WORD_CHARS_MAX = 900;
  private static final Set<String> OURS =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "subject",
          "date",
          "return-path",
          "received",
          "mime-version",
          "authentication-results",
          "received-spf",
          "delivered-to",
          "dkim-signature",
          "domainkey-signature");
  private static final Set<String> OUR_BEGINNINGS =
      Set.of("content-", "resent-", "arc-", "x-relay-");

  /** Read by programs by their grammar, where an encoded-word has no place. */
  private static final Set<String> STRUCTURED = Set.of("message-id", "in-reply-to", "references");

  private ExtraHeaders() {}

  /** Reads the object; what is wrong is noted in it. */
  static Map<String, String> in(JsonFields headers) {
    Map<String, String> read = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    if (headers.names().size() > FIELDS_MAX) {
      headers.problem("", "at most " + FIELDS_MAX + " header fields");
      return read;
    }
    for (String name : headers.names()) {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      if (!isName(name)) {
        headers.problem(name, "a header name is 1 to 76 letters, digits and hyphens");
      } else if (isOurs(lowerCase)) {
        headers.problem(
            name, "must not be set here; use the field of the document, if there is one");
      } else if (!seen.add(lowerCase)) {
        headers.problem(name, "is there twice");
      } else {
        headers.text(name, v -> checked(lowerCase, v)).ifPresent(v -> read.put(name, v));
      }
    }
    return read;
  }

  private static String checked(String lowerCaseName, String value) {
    if (value.length() > VALUE_CHARS_MAX) {
      throw new IllegalArgumentException("at most " + VALUE_CHARS_MAX + " characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must not contain line ends or control characters");
    }
    boolean structured = STRUCTURED.contains(lowerCaseName) || lowerCaseName.startsWith("list-");
    if (structured && !isPlain(value)) {
      throw new IllegalArgumentException(
          "must be ASCII, without a word of more than " + WORD_CHARS_MAX + " characters");
    }
    return value;
  }

  private static boolean isPlain(String value) {
    int word = 0;
    for (int i = 0; i < value.length(); i++) {
      word = value.charAt(i) == ' ' ? 0 : word + 1;
      if (value.charAt(i) > 126 || word > WORD_CHARS_MAX) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOurs(String lowerCaseName) {
    return OURS.contains(lowerCaseName)
        || OUR_BEGINNINGS.stream().anyMatch(lowerCaseName::startsWith);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= NAME_CHARS_MAX
        && name.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '-'
                        || c == '_');
  }
}
