package relay.domain.template;

/**
 * Texts for one line of a header: no line end of any alphabet, no control character, no sign that
 * turns the direction of what follows.
 */
final class OneLine {
  private static final String BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

  private OneLine() {}

  static boolean is(String text) {
    return text.chars().noneMatch(c -> breaks((char) c));
  }

  /** Each such character becomes a blank, and runs of blanks one; at most so many characters. */
  static String of(String text, int charsMax) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), charsMax));
    for (int i = 0; i < text.length() && line.length() < charsMax; i++) {
      char c = text.charAt(i);
      char kept = breaks(c) ? ' ' : c;
      if (kept != ' ' || line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
        line.append(kept);
      }
    }
    int end = line.length();
    if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
      line.setLength(end - 1);
    }
    return line.toString().strip();
  }

  private static boolean breaks(char c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || BIDI.indexOf(c) >= 0;
  }
}
