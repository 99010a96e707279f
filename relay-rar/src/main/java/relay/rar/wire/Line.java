package relay.rar.wire;

/**
 * What came instead of a line, or the line.
 *
 * @param text without its line end; empty unless the kind is TEXT
 */
public record Line(Kind kind, String text) {
  /** What was read. */
  public enum Kind {
    TEXT,
    /** The client has closed its side; octets without a line end are thrown away. */
    END,
    /** Nothing, or not a whole line, came in time. */
    TIMEOUT,
    TOO_LONG,
    /** A CR or LF that stands alone, or a NUL: the client is broken or smuggles. */
    BARE_LINE_END,
    NOT_UTF8
  }

  static final Line END = new Line(Kind.END, "");
  public static final Line TIMEOUT = new Line(Kind.TIMEOUT, "");
  static final Line TOO_LONG = new Line(Kind.TOO_LONG, "");
  static final Line BARE_LINE_END = new Line(Kind.BARE_LINE_END, "");
  static final Line NOT_UTF8 = new Line(Kind.NOT_UTF8, "");
}
