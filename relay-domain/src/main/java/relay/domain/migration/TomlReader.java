package relay.domain.migration;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads TOML 1.0 into its values, each with its line. Bounded by {@link TomlText#CHARS_MAX}, {@link
 * #ENTRIES_MAX}, {@link TomlValues#NAMES_MAX} and {@link TomlValues#DEPTH_MAX}. One of our own: the
 * table of an import names lines, libraries for the JVM bring a parser generator along, are under
 * the LGPL, or have no bound for nested input.
 */
final class TomlReader {
  static final int ENTRIES_MAX = 50_000;
  private final TomlText text;
  private final TomlValues values;
  private final List<TomlEntry> entries = new ArrayList<>();
  private final TomlNames names;
  private List<String> table = List.of();

  private TomlReader(TomlText text) {
    this.text = text;
    this.values = new TomlValues(text);
    this.names = new TomlNames(text);
  }

  /**
   * The values in their order.
   *
   * @throws UnreadableLine for what is no TOML, or beyond a bound
   */
  static List<TomlEntry> read(String document) {
    TomlReader reader = new TomlReader(new TomlText(document));
    reader.readAll();
    return reader.entries;
  }

  private void readAll() {
    text.skipSpace();
    while (!text.isEnd()) {
      if (text.skip("[[")) {
        List<String> header = values.names();
        text.expect("]]");
        table = names.element(header);
      } else if (text.skip("[")) {
        List<String> header = values.names();
        text.expect("]");
        table = names.table(header);
      } else {
        entry();
      }
      text.endLine();
      text.skipSpace();
    }
  }

  private void entry() {
    int line = text.line();
    List<String> path = names.value(table, values.names());
    text.expect("=");
    text.skipBlanks();
    JsonValue value = values.read();
    if (entries.size() == ENTRIES_MAX) {
      throw new UnreadableLine(line, "is beyond the " + ENTRIES_MAX + " values that are read");
    }
    entries.add(new TomlEntry(path, line, value));
  }
}
