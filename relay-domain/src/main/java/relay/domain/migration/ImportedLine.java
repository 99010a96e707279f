package relay.domain.migration;

import java.util.regex.Pattern;

/**
 * What one line of another server's file becomes here.
 *
 * @param file which one, as its own server calls it
 * @param line from 1 on; 0 for what is written nowhere
 * @param written what stands there, without secrets, cut where it is long
 * @param says what it becomes, or why it becomes nothing
 */
public record ImportedLine(String file, int line, String written, Fate fate, String says) {
  static final int SAYS_CHARS_MAX = 600;
  private static final int WRITTEN_CHARS_MAX = 100;
  // Of C1 too, which terminals obey, and what turns the direction of a text.
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  /** Whether a line is carried over. */
  public enum Fate {
    /** It means the same here. */
    MAPS("maps"),
    /** Something is carried over that is not quite the same; the sentence tells the difference. */
    PARTLY("partly"),
    /** Nothing is carried over. */
    NOT("not");

    private final String word;

    Fate(String word) {
      this.word = word;
    }

    /** For people and programs. */
    public String word() {
      return word;
    }
  }

  public ImportedLine {
    written = shown(written, WRITTEN_CHARS_MAX);
    says = shown(says, SAYS_CHARS_MAX);
  }

  /** A text of a file as a terminal may show it: no control characters, cut where it is long. */
  static String shown(String text, int charsMax) {
    String plain = UNSEEN.matcher(text).replaceAll(" ");
    if (plain.length() <= charsMax) {
      return plain;
    }
    int end = charsMax - 3;
    // Half a character is none.
    return plain.substring(0, Character.isHighSurrogate(plain.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }
}
