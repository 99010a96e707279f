package relay.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON document as lines for people, in the names that set a field. */
final class ObjectText {
  private static final String GAP = "  ";

  private ObjectText() {}

  /** One line for each field that has a value. */
  static List<String> lines(JsonObject object) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", object, flat);
    int width = flat.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    flat.forEach(
        (name, text) -> lines.add(GAP + name + " ".repeat(width - name.length()) + GAP + text));
    return lines;
  }

  /** The value of a field, named with dots; empty text when there is none. */
  static String field(JsonObject object, String name) {
    int dot = name.indexOf('.');
    JsonValue value = object.get(dot < 0 ? name : name.substring(0, dot));
    if (dot >= 0) {
      return value instanceof JsonObject inner ? field(inner, name.substring(dot + 1)) : "";
    }
    return value == null ? "" : text(value);
  }

  private static void flatten(String prefix, JsonObject object, Map<String, String> flat) {
    object.forEach(
        (name, value) -> {
          if (value instanceof JsonObject inner) {
            flatten(prefix + name + ".", inner, flat);
          } else {
            flat.put(prefix + name, text(value));
          }
        });
  }

  private static String text(JsonValue value) {
    if (value instanceof JsonString string) {
      return string.getString();
    }
    if (value instanceof JsonArray array) {
      return String.join(",", array.stream().map(ObjectText::text).toList());
    }
    return value.toString();
  }
}
