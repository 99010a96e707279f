package relay.domain.migration;

/**
 * What one line of another server's file becomes here.
 *
 * @param file which one, as its own server calls it
 * @param line from 1 on; 0 for what is written nowhere
 * @param written what stands there, without secrets, cut where it is long
 * @param says what it becomes, or why it becomes nothing
 */
public record ImportedLine(String file, int line, String written, Fate fate, String says) {
  private static final int WRITTEN_CHARS_MAX = 100;

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
    String plain = written.replaceAll("\\p{Cntrl}+", " ");
    written =
        plain.length() <= WRITTEN_CHARS_MAX
            ? plain
            : plain.substring(0, WRITTEN_CHARS_MAX - 3) + "...";
  }
}
