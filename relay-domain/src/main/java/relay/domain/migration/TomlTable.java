package relay.domain.migration;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.control.ControlJson;

/** A table in braces while it is read. For one thread. */
final class TomlTable {
  private final Map<String, JsonValue> values = new LinkedHashMap<>();
  private final Map<String, TomlTable> tables = new LinkedHashMap<>();

  /** Whether nothing had these names before, so that the value has its place now. */
  boolean put(List<String> names, JsonValue value) {
    TomlTable table = this;
    for (String name : names.subList(0, names.size() - 1)) {
      if (table.values.containsKey(name)) {
        return false;
      }
      table = table.tables.computeIfAbsent(name, n -> new TomlTable());
    }
    String name = names.get(names.size() - 1);
    return !table.tables.containsKey(name) && table.values.putIfAbsent(name, value) == null;
  }

  JsonObject json() {
    JsonObjectBuilder object = ControlJson.object();
    values.forEach(object::add);
    tables.forEach((name, table) -> object.add(name, table.json()));
    return object.build();
  }
}
