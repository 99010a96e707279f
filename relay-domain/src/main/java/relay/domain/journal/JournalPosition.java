package relay.domain.journal;

/**
 * Up to where somebody has read the journal: number of the file and octets of it that are done.
 * Sorts by age.
 */
public record JournalPosition(long file, long offset) implements Comparable<JournalPosition> {
  /** Before everything that is kept. */
  public static final JournalPosition START = new JournalPosition(0, 0);

  /** After everything that will ever be. */
  public static final JournalPosition END = new JournalPosition(Long.MAX_VALUE, 0);

  public JournalPosition {
    if (file < 0 || offset < 0) {
      throw new IllegalArgumentException("not a journal position");
    }
  }

  /** Reads the text form {@code file:offset}. */
  public static JournalPosition parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not a journal position: " + text);
    }
    return new JournalPosition(
        Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
  }

  @Override
  public int compareTo(JournalPosition other) {
    int byFile = Long.compare(file, other.file);
    return byFile != 0 ? byFile : Long.compare(offset, other.offset);
  }

  @Override
  public String toString() {
    return file + ":" + offset;
  }
}
