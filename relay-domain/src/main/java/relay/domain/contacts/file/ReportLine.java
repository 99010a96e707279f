package relay.domain.contacts.file;

import java.util.List;
import relay.domain.control.Fields;
import relay.domain.csv.CsvLine;

/**
 * Something to be told of a row. It names no address, so that it may be kept and handed on.
 *
 * @param line of the file
 * @param column as the file calls it; empty text: the whole row
 * @param text what it is and what to do
 */
public record ReportLine(long line, Kind kind, String column, String text) {
  private static final int COLUMN_SIGNS_MAX = 60;
  private static final int TEXT_SIGNS_MAX = 300;

  /** Why it is told. */
  public enum Kind {
    /** The row was left out. */
    ERROR,
    SUPPRESSED,
    ROLE,
    /** The contact was taken, and a consent of it was not. */
    REFUSED;

    public String label() {
      return Fields.word(this);
    }
  }

  public ReportLine {
    // The names in a document may be anything, also somebody's address.
    column = column.indexOf('@') >= 0 ? "" : cut(column, COLUMN_SIGNS_MAX);
    text = cut(text, TEXT_SIGNS_MAX);
  }

  /** Without what ends lines, and what databases refuse: files may say anything. */
  private static String cut(String text, int most) {
    var clean = new StringBuilder();
    text.codePoints()
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .limit(most)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** The line that names the columns of {@link #csv}, with its end. */
  public static String head() {
    return "line,kind,column,what\r\n";
  }

  /** As a line of CSV, with its end. */
  public String csv() {
    return CsvLine.write(List.of(Long.toString(line), kind.label(), column, text)) + "\r\n";
  }
}
