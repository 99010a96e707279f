package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;

/** Narrows lists and cuts pages. Immutable. */
final class ObjectList {
  private static final List<String> SEARCHED = List.of("name", "login_name", "range");
  private final ControlKinds kinds;

  ObjectList(ControlKinds kinds) {
    this.kinds = kinds;
  }

  /**
   * @param all in any order, ids unique
   */
  ObjectPage page(List<ControlObject> all, ObjectQuery query) {
    List<ControlObject> found = new ArrayList<>();
    List<ControlObject> ordered = new ArrayList<>(all);
    ordered.sort(Comparator.comparing(o -> o.key().id()));
    for (ControlObject object : ordered) {
      boolean isBefore =
          query.after().filter(id -> object.key().id().compareTo(id) <= 0).isPresent();
      if (isBefore || !matches(object, query)) {
        continue;
      }
      if (found.size() == query.limit()) {
        return new ObjectPage(found, Optional.of(found.get(found.size() - 1).key().id()));
      }
      found.add(object);
    }
    return new ObjectPage(found, Optional.empty());
  }

  private boolean matches(ControlObject object, ObjectQuery query) {
    if (query.text().isEmpty() && query.fields().isEmpty()) {
      return true;
    }
    JsonObject shown = kinds.masked(object);
    for (Map.Entry<String, String> wanted : query.fields().entrySet()) {
      if (!wanted.getValue().equals(text(shown, wanted.getKey()))) {
        return false;
      }
    }
    return query.text().map(t -> contains(object, shown, t.toLowerCase(Locale.ROOT))).orElse(true);
  }

  private static boolean contains(ControlObject object, JsonObject shown, String text) {
    return object.key().id().toLowerCase(Locale.ROOT).contains(text)
        || SEARCHED.stream().anyMatch(f -> text(shown, f).toLowerCase(Locale.ROOT).contains(text));
  }

  private static String text(JsonObject json, String field) {
    JsonValue value = json.get(field);
    return value instanceof JsonString string ? string.getString() : String.valueOf(value);
  }
}
