package relay.domain.migration;

/** A file cannot be read; names the line and what is wrong with it. */
public final class UnreadableLine extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnreadableLine(int line, String why) {
    super("line " + line + " " + ImportedLine.shown(why, ImportedLine.SAYS_CHARS_MAX));
  }
}
