package relay.domain.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a lookup table as {@code postmap} reads it: a key, blanks, a value; a line that
 * begins with a blank goes on with the one before; {@code #} begins a comment line.
 */
record PostfixMap(List<Entry> entries) {
  static final int LINES_MAX = 200_000;
  static final int LINE_CHARS_MAX = 10_000;

  /**
   * One entry.
   *
   * @param line where it begins, from 1 on
   * @param value empty where there is none
   */
  record Entry(int line, String key, String value) {}

  /**
   * Reads a table.
   *
   * @throws UnreadableLine beyond a bound
   */
  static PostfixMap read(String text) {
    List<Entry> entries = new ArrayList<>();
    var logical = new StringBuilder();
    int begin = 0;
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      boolean isEmpty = line.isBlank() || line.stripLeading().startsWith("#");
      boolean goesOn = !isEmpty && Character.isWhitespace(line.charAt(0)) && !logical.isEmpty();
      if (number > LINES_MAX || line.length() + (goesOn ? logical.length() : 0) > LINE_CHARS_MAX) {
        throw new UnreadableLine(
            number, "is beyond " + LINES_MAX + " lines of " + LINE_CHARS_MAX + " characters");
      }
      if (isEmpty) {
        continue;
      }
      if (!goesOn) {
        add(entries, begin, logical);
        begin = number;
        logical.setLength(0);
      }
      logical.append(goesOn ? " " : "").append(line.strip());
    }
    add(entries, begin, logical);
    return new PostfixMap(List.copyOf(entries));
  }

  private static void add(List<Entry> entries, int line, CharSequence logical) {
    if (!logical.isEmpty()) {
      String[] parts = logical.toString().split("\\s+", 2);
      entries.add(new Entry(line, parts[0], parts.length > 1 ? parts[1].strip() : ""));
    }
  }
}
