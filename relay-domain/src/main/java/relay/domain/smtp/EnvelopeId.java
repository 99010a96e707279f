package relay.domain.smtp;

import java.util.Locale;

/** The id that a sender gives an envelope, in xtext as ENVID of MAIL carries it (RFC 3461 4.4). */
public final class EnvelopeId {
  /** Of the xtext: what a longer one stands for is of no account, servers refuse it. */
  public static final int CHARS_MAX = 100;

  private EnvelopeId() {}

  /**
   * The text, when it is such an id.
   *
   * @throws IllegalArgumentException telling the rule
   */
  public static String of(String xtext) {
    if (xtext.isEmpty() || xtext.length() > CHARS_MAX || !Xtext.isValid(xtext)) {
      throw new IllegalArgumentException(
          "must be 1 to "
              + CHARS_MAX
              + " characters of xtext: printable ASCII, with +HH for a blank, + and =");
    }
    return xtext;
  }

  /**
   * The id that stands for a text as people write it.
   *
   * @throws IllegalArgumentException telling the rule
   */
  public static String encoded(String text) {
    StringBuilder xtext = new StringBuilder(text.length() + 12);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        throw rule();
      }
      if (c == '+' || c == '=' || c == ' ') {
        xtext.append('+').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else {
        xtext.append(c);
      }
    }
    if (xtext.isEmpty() || xtext.length() > CHARS_MAX) {
      throw rule();
    }
    return xtext.toString();
  }

  private static IllegalArgumentException rule() {
    return new IllegalArgumentException(
        "1 to "
            + CHARS_MAX
            + " printable ASCII characters, of which a blank, + and = count as three");
  }
}
