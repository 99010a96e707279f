package relay.domain.feedback.reply;

import java.util.Locale;

/**
 * A text made ready for phrases: lower case, single blanks, an at sign in the place of each mail
 * address, so that no phrase is found in a name. Bounded.
 */
final class Words {
  /** Explanations stand at the start of a reply; what follows is mostly links and ids. */
  static final int CHARS_MAX = 2000;

  private static final char ADDRESS = '@';
  private static final char QUOTE = '"';

  /** RFC 5321 4.5.3.1.1, and the quotes. */
  private static final int LOCAL_PART_CHARS_MAX = 66;

  private Words() {}

  static String of(String text) {
    String cut = text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text;
    String lower = cut.toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(lower.length());
    int at = 0;
    while (at < lower.length()) {
      int end = at;
      boolean address = false;
      while (end < lower.length() && !isBlank(lower.charAt(end))) {
        address |= lower.charAt(end) == ADDRESS;
        end++;
      }
      if (end > at) {
        if (out.length() > 0) {
          out.append(' ');
        }
        append(out, lower, at, end, address);
      }
      at = end + 1;
    }
    return out.toString();
  }

  /** One word; of one with an address only the at sign and what stands around the address. */
  private static void append(StringBuilder out, String text, int from, int to, boolean address) {
    if (!address) {
      out.append(text, from, to);
      return;
    }
    int at = text.indexOf(ADDRESS, from);
    if (at > from && text.charAt(at - 1) == QUOTE && text.indexOf(QUOTE, from) == at - 1) {
      withoutStartOfLocalPart(out);
    }
    int end = at + 1;
    while (end < to && isDomainCharacter(text.charAt(end))) {
      end++;
    }
    out.append(ADDRESS).append(text, end, to);
  }

  /** A quoted local part may have blanks: its first words are there already. */
  private static void withoutStartOfLocalPart(StringBuilder out) {
    int open = out.lastIndexOf(String.valueOf(QUOTE));
    if (open >= 0 && out.length() - open <= LOCAL_PART_CHARS_MAX) {
      out.setLength(open);
    }
  }

  private static boolean isDomainCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0' || c == '\u3000';
  }
}
