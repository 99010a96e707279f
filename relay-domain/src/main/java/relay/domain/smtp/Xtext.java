package relay.domain.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The encoding of RFC 3461 4: printable ASCII, with {@code +HH} for the rest. */
public final class Xtext {
  private Xtext() {}

  /** Whether the text is xtext; the empty text is. */
  public static boolean isValid(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '+') {
        if (i + 2 >= text.length() || hex(text.charAt(i + 1)) < 0 || hex(text.charAt(i + 2)) < 0) {
          return false;
        }
        i += 2;
      } else if (c < '!' || c > '~' || c == '=') {
        return false;
      }
    }
    return true;
  }

  /** The text that was encoded, read as UTF-8; empty when this is no xtext. */
  public static Optional<String> decode(String text) {
    if (!isValid(text)) {
      return Optional.empty();
    }
    var octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '+') {
        octets.write(hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2)));
        i += 2;
      } else {
        octets.write(c);
      }
    }
    return Optional.of(octets.toString(StandardCharsets.UTF_8));
  }

  /** What is not ASCII as {@code \x{HEX}} (RFC 6533 3); ASCII stays as it is. */
  public static String embedded(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c > 127 && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (c > 127) {
        out.append("\\x{").append(Integer.toHexString(c).toUpperCase(Locale.ROOT)).append('}');
      } else if (out != null) {
        out.append((char) c);
      }
    }
    return out == null ? text : out.toString();
  }

  // RFC 3461 4 allows upper case only.
  private static int hex(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }
}
