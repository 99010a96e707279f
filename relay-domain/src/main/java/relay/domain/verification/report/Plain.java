package relay.domain.verification.report;

import java.util.Locale;

/** Values of strangers, made harmless. */
final class Plain {
  private static final int TEXT_MAX = 1000;
  private static final int WORD_MAX = 40;

  /** No mailbox got more mail in a day; keeps sums within a long. */
  private static final long COUNT_MAX = 1_000_000_000_000L;

  private Plain() {}

  /** One line without control characters, cut to a sane length. */
  static String text(String raw) {
    StringBuilder text = new StringBuilder(Math.min(raw.length(), TEXT_MAX));
    for (int i = 0; i < raw.length() && text.length() < TEXT_MAX; i++) {
      char c = raw.charAt(i);
      boolean isBlank = Character.isISOControl(c) || Character.isWhitespace(c);
      boolean isHidden = Character.getType(c) == Character.FORMAT || Character.isSurrogate(c);
      if (!isBlank && !isHidden) {
        text.append(c);
      } else if (isBlank && text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
    }
    return text.toString().strip();
  }

  /** A word of a format in lower case; empty when it is none. */
  static String word(String raw) {
    String word = raw.strip().toLowerCase(Locale.ROOT);
    boolean isWord =
        word.length() <= WORD_MAX
            && word.chars()
                .allMatch(
                    c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-_:.".indexOf(c) >= 0);
    return isWord ? word : "";
  }

  /** A name in lower case, without the dot at its end. */
  static String domain(String raw) {
    String name = text(raw).toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** A number of mails or sessions; -1 when it is none. */
  static long count(String raw) {
    String digits = raw.strip();
    if (digits.isEmpty()
        || digits.length() > 13
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    long count = Long.parseLong(digits);
    return count > COUNT_MAX ? -1 : count;
  }
}
