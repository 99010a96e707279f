package relay.domain.migration;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads TOML 1.0 into its values, each with its line. Bounded by {@link TomlText#CHARS_MAX}, {@link
 * #ENTRIES_MAX}, {@link #NAMES_MAX} and {@link TomlValues#DEPTH_MAX}. One of our own: the table of
 * an import names lines, libraries for the JVM bring a parser generator along, are under the LGPL,
 * or have no bound for nested input.
 */
final class TomlReader {
  static final int ENTRIES_MAX = 50_000;
  static final int NAMES_MAX = 16;
  private static final int NAME_CHARS_MAX = 1_000;
  private final TomlText text;
  private final TomlValues values;
  private final List<TomlEntry> entries = new ArrayList<>();
  private final Set<List<String>> known = new HashSet<>();
  private final Set<List<String>> tables = new HashSet<>();
  private final Map<List<String>, Integer> elements = new HashMap<>();
  private List<String> table = List.of();

  private TomlReader(TomlText text) {
    this.text = text;
    this.values = new TomlValues(text);
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
        element();
      } else if (text.skip("[")) {
        table = resolved(names());
        text.expect("]");
        if (!tables.add(table)) {
          throw text.wrong("begins a table that was there before");
        }
      } else {
        entry();
      }
      text.endLine();
      text.skipSpace();
    }
  }

  private void element() {
    List<String> names = names();
    text.expect("]]");
    List<String> array = new ArrayList<>(resolved(names.subList(0, names.size() - 1)));
    array.add(names.get(names.size() - 1));
    int count = elements.merge(List.copyOf(array), 1, Integer::sum);
    array.add("#" + (count - 1));
    table = array;
  }

  /** Names of arrays of tables mean the newest element of each. */
  private List<String> resolved(List<String> names) {
    List<String> path = new ArrayList<>();
    for (String name : names) {
      path.add(name);
      Integer count = elements.get(path);
      if (count != null) {
        path.add("#" + (count - 1));
      }
    }
    return path;
  }

  private void entry() {
    int line = text.line();
    List<String> path = new ArrayList<>(table);
    path.addAll(names());
    text.expect("=");
    text.skipBlanks();
    JsonValue value = values.read();
    if (!known.add(path)) {
      throw new UnreadableLine(line, "says " + String.join(".", path) + " once more");
    }
    if (entries.size() == ENTRIES_MAX) {
      throw new UnreadableLine(line, "is beyond the " + ENTRIES_MAX + " values that are read");
    }
    entries.add(new TomlEntry(path, line, value));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      text.skipBlanks();
      String name = values.key();
      if (names.size() == NAMES_MAX || name.length() > NAME_CHARS_MAX) {
        throw text.wrong("has a name that is too long");
      }
      names.add(name);
      text.skipBlanks();
    } while (text.skip("."));
    return names;
  }
}
