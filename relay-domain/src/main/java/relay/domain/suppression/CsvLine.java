package relay.domain.suppression;

import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values (RFC 4180); a value with a line break is none of ours. */
final class CsvLine {
  private CsvLine() {}

  /**
   * The values.
   *
   * @throws IllegalArgumentException when a quoted value does not end
   */
  static List<String> read(String line) {
    List<String> values = new ArrayList<>(8);
    int at = 0;
    while (true) {
      if (at < line.length() && line.charAt(at) == '"') {
        var value = new StringBuilder();
        at = quoted(line, at + 1, value);
        values.add(value.toString());
        if (at < line.length() && line.charAt(at) != ',') {
          throw new IllegalArgumentException("a quoted value goes on after its end");
        }
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        values.add(line.substring(at, end));
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
  static String write(List<String> values) {
    var line = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      append(line, values.get(i));
    }
    return line.toString();
  }

  private static void append(StringBuilder line, String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
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
}
