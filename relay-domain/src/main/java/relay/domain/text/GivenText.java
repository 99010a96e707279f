package relay.domain.text;

/**
 * Text that goes into databases and onto pages: PostgreSQL takes neither NUL nor half a surrogate
 * pair, and the other control characters mean nothing in it.
 */
public final class GivenText {
  private GivenText() {}

  /** Whether it has neither control characters nor half a surrogate pair. */
  public static boolean isPlain(String text) {
    return text.codePoints().allMatch(GivenText::isPlain);
  }

  /** The same text with a blank in the place of each such character. */
  public static String plain(String text) {
    if (isPlain(text)) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(isPlain(c) ? c : ' '));
    return plain.toString();
  }

  private static boolean isPlain(int character) {
    boolean isHalf = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return !isHalf && !Character.isISOControl(character);
  }
}
