package relay.domain.feedback.mail;

import java.util.List;
import java.util.Locale;
import relay.domain.feedback.mail.Fields.Field;

/**
 * Finds the identity token of the mail that was sent: in the return path that a report came to, in
 * the Message-ID or a field of the returned mail. Only its form is known here: 26 to 32 characters
 * of base32 in small letters. Nobody has checked it yet.
 */
final class Tokens {
  private static final int CHARS_MIN = 26;
  private static final int CHARS_MAX = 32;
  private static final String RETURN_PATH = "b-";

  private Tokens() {}

  /** The first token; empty when there is none. */
  static String in(Fields report, List<Fields> returned) {
    String found = inReturnPath(report);
    for (Fields fields : returned) {
      found = found.isEmpty() ? inReturnPath(fields) : found;
      found = found.isEmpty() ? startOf(messageId(fields.first("Message-ID"))) : found;
      found = found.isEmpty() ? inOwnField(fields) : found;
    }
    return found;
  }

  /** Without brackets and what follows them. */
  static String messageId(String value) {
    int open = value.indexOf('<');
    int close = value.indexOf('>', open + 1);
    String id = close > open ? value.substring(open + 1, close) : value;
    int end = 0;
    while (end < id.length() && id.charAt(end) > ' ') {
      end++;
    }
    return id.substring(0, end);
  }

  private static String inReturnPath(Fields fields) {
    for (Field field : fields.list()) {
      String value = field.value().toLowerCase(Locale.ROOT);
      for (int at = value.indexOf(RETURN_PATH); at >= 0; at = value.indexOf(RETURN_PATH, at + 1)) {
        boolean begins = at == 0 || !Character.isLetterOrDigit(value.charAt(at - 1));
        String token = begins ? startOf(value.substring(at + RETURN_PATH.length())) : "";
        int end = at + RETURN_PATH.length() + token.length();
        if (!token.isEmpty() && end < value.length() && value.charAt(end) == '@') {
          return token;
        }
      }
    }
    return "";
  }

  private static String inOwnField(Fields fields) {
    for (Field field : fields.list()) {
      if (field.name().regionMatches(true, 0, "X-", 0, 2)) {
        String token = startOf(field.value().toLowerCase(Locale.ROOT));
        if (token.length() == field.value().length()) {
          return token;
        }
      }
    }
    return "";
  }

  private static String startOf(String text) {
    int end = 0;
    while (end < text.length() && isBase32(text.charAt(end))) {
      end++;
    }
    boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    boolean hasDigit = text.substring(0, end).chars().anyMatch(c -> c <= '9');
    return whole && hasDigit && end >= CHARS_MIN && end <= CHARS_MAX ? text.substring(0, end) : "";
  }

  private static boolean isBase32(char c) {
    return c >= 'a' && c <= 'z' || c >= '2' && c <= '7';
  }
}
