package relay.domain.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One record of comma-separated values (RFC 4180). A value that a spreadsheet would take for a
 * formula is written with an apostrophe before it, and read without.
 */
public final class CsvLine {
  private static final char COMMA = ',';
  private static final String FORMULA_STARTS = "=+-@\t\r";
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  private CsvLine() {}

  /**
   * The values.
   *
   * @throws IllegalArgumentException when a quoted value does not end
   */
  public static List<String> read(String line) {
    return read(line, COMMA);
  }

  /**
   * The same, with another character between the values.
   *
   * @throws IllegalArgumentException when a quoted value does not end
   */
  public static List<String> read(String line, char separator) {
    List<String> values = new ArrayList<>(8);
    int at = 0;
    while (true) {
      if (at < line.length() && line.charAt(at) == '"') {
        var value = new StringBuilder();
        at = quoted(line, at + 1, value);
        values.add(withoutMark(value.toString()));
        if (at < line.length() && line.charAt(at) != separator) {
          throw new IllegalArgumentException("a quoted value goes on after its end");
        }
      } else {
        int next = line.indexOf(separator, at);
        int end = next < 0 ? line.length() : next;
        values.add(withoutMark(line.substring(at, end)));
        at = end;
      }
      if (at >= line.length()) {
        return values;
      }
      at++;
    }
  }

  /** After the closing quote; two of them are one in the value. */
  private static int quoted(String line, int from, StringBuilder value) {
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (at < line.length() && line.charAt(at) == '"') {
        value.append(c);
        at++;
      } else {
        return at;
      }
    }
    throw new IllegalArgumentException("a quoted value does not end in its line");
  }

  /** A line of these values, without its end. */
  public static String write(List<String> values) {
    var line = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        line.append(COMMA);
      }
      append(line, marked(values.get(i)));
    }
    return line.toString();
  }

  private static void append(StringBuilder line, String value) {
    boolean plain = value.chars().noneMatch(c -> c == COMMA || c == '"' || c < ' ');
    if (plain) {
      line.append(value);
      return;
    }
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      line.append(c == '"' ? "\"\"" : c < ' ' ? " " : String.valueOf(c));
    }
    line.append('"');
  }

  /** A number is no formula, though it may begin with a minus. */
  private static String marked(String value) {
    return looksLikeFormula(value) && !NUMBER.matcher(value).matches() ? "'" + value : value;
  }

  private static String withoutMark(String value) {
    return value.startsWith("'") && looksLikeFormula(value) ? value.substring(1) : value;
  }

  /** Also behind apostrophes, so that reading takes away exactly what writing added. */
  private static boolean looksLikeFormula(String value) {
    int at = 0;
    while (at < value.length() && value.charAt(at) == '\'') {
      at++;
    }
    return at < value.length() && FORMULA_STARTS.indexOf(value.charAt(at)) >= 0;
  }
}
