package relay.domain.migration;

import jakarta.json.JsonValue;
import java.util.List;

/**
 * One value of a TOML document.
 *
 * @param path the names of its tables and its own; elements of arrays of tables count from 0, as
 *     {@code #0}
 * @param line where its key stands, from 1 on
 */
record TomlEntry(List<String> path, int line, JsonValue value) {
  TomlEntry {
    path = List.copyOf(path);
  }

  String key() {
    return path.get(path.size() - 1);
  }
}
