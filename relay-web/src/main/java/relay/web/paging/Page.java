package relay.web.paging;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import relay.web.json.Json;

/**
 * A part of a list.
 *
 * @param next cursor of the next page; empty: this is the last one
 */
public record Page<T>(List<T> entries, Optional<String> next) {
  public Page {
    entries = List.copyOf(entries);
  }

  /** The answer, with the entries under this name. */
  public JsonObjectBuilder under(String name, Function<T, JsonObjectBuilder> json) {
    JsonArrayBuilder shown = Json.array();
    entries.forEach(entry -> shown.add(json.apply(entry)));
    JsonObjectBuilder out = Json.object().add(name, shown);
    next.ifPresent(cursor -> out.add("next_cursor", cursor));
    return out;
  }
}
