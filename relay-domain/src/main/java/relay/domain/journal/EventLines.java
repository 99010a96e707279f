package relay.domain.journal;

/**
 * Encoded journal lines in one kept array, ready to be written with one call. Not thread-safe: one
 * writer fills, writes and clears it.
 */
public final class EventLines {
  private final JsonLine line = new JsonLine();

  /**
   * Adds a line, or nothing.
   *
   * @throws IllegalArgumentException when the event holds what no line can
   */
  public void add(String id, MailEvent event, boolean carried) {
    int before = line.length();
    try {
      EventJson.write(line, id, event, carried);
    } catch (RuntimeException e) {
      line.cutTo(before);
      throw e;
    }
  }

  /** The array itself; only the first {@link #length()} octets count. */
  public byte[] octets() {
    return line.octets();
  }

  public int length() {
    return line.length();
  }

  public void clear() {
    line.cutTo(0);
  }
}
