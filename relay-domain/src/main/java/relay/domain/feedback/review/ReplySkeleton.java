package relay.domain.feedback.review;

import java.util.Locale;

/**
 * What replies of one kind have in common: their words, without addresses, numbers and ids. Linear
 * in the text.
 */
public final class ReplySkeleton {
  static final int CHARS_MAX = 250;
  private static final int READ_CHARS_MAX = 2000;

  /** Shorter words with a digit in them are words: x1, mx2, ipv6. */
  private static final int ID_CHARS_MIN = 6;

  private static final String NUMBER = "#";
  private static final String ADDRESS = "@";
  private static final String MARKS = "<>()[]{}\"',;:!?=*|";

  private ReplySkeleton() {}

  /**
   * The skeleton of a text.
   *
   * @param recipient local part of the address that it is about, which may stand in it alone; empty
   *     when not known
   */
  public static String of(String text, String recipient) {
    String lower =
        text.substring(0, Math.min(text.length(), READ_CHARS_MAX)).toLowerCase(Locale.ROOT);
    String local = recipient.toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(Math.min(lower.length(), CHARS_MAX) + 1);
    int at = 0;
    while (at < lower.length() && out.length() < CHARS_MAX) {
      char c = lower.charAt(at);
      if (isGap(c)) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
          out.append(' ');
        }
        at++;
      } else if (MARKS.indexOf(c) >= 0) {
        out.append(c);
        at++;
      } else {
        int end = at;
        while (end < lower.length()
            && !isGap(lower.charAt(end))
            && MARKS.indexOf(lower.charAt(end)) < 0) {
          end++;
        }
        out.append(word(lower.substring(at, end), local));
        at = end;
      }
    }
    String made = out.toString().strip();
    return made.length() <= CHARS_MAX ? made : made.substring(0, CHARS_MAX);
  }

  private static String word(String word, String local) {
    if (word.indexOf('@') >= 0 || !local.isEmpty() && word.equals(local)) {
      return ADDRESS;
    }
    int digits = (int) word.chars().filter(Character::isDigit).count();
    if (digits == 0) {
      return word;
    }
    boolean isStatus = word.length() <= 7 && word.matches("[245]\\.\\d{1,3}\\.\\d{1,3}");
    boolean isCode = word.length() == 3 && digits == 3;
    return isStatus || isCode || digits < word.length() && word.length() < ID_CHARS_MIN
        ? word
        : NUMBER;
  }

  private static boolean isGap(char c) {
    return Character.isWhitespace(c) || Character.isISOControl(c) || c == '\u00a0';
  }
}
