package relay.domain.reception.document;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import relay.domain.json.PlainValues;

/**
 * The fields of one JSON object, each asked for by name and type; whatever is wrong is noted in the
 * list that all objects of a document share. null stands for an absent field.
 */
final class JsonFields {
  /** More problems than this help nobody; a hostile document could have millions. */
  static final int PROBLEMS_MAX = 50;

  private static final int NAME_CHARS_MAX = 100;
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f]");

  private final JsonObject object;
  private final String path;
  private final List<FieldProblem> problems;
  private final Set<String> asked = new LinkedHashSet<>();

  JsonFields(JsonObject object, String path, List<FieldProblem> problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  /** Notes a problem of a field of this object. */
  void problem(String name, String rule) {
    note(pathOf(name), rule);
  }

  /** Notes that a needed field is missing, unless another problem of it already says more. */
  void require(String name, boolean wasRead) {
    if (!wasRead && isFaultless(name)) {
      problem(name, "must be given");
    }
  }

  /** Whether no problem of this field, or of what is inside it, was noted. */
  boolean isFaultless(String name) {
    String where = pathOf(name);
    return problems.stream().noneMatch(p -> p.path().startsWith(where));
  }

  Optional<String> text(String name) {
    return value(name).flatMap(v -> textOf(v, pathOf(name)));
  }

  /** A text that the reader turns into a value; its IllegalArgumentException tells the rule. */
  <T> Optional<T> text(String name, Function<String, T> reader) {
    return text(name).flatMap(t -> read(t, pathOf(name), reader));
  }

  /** A list of items, or one item alone in its place. */
  <T> List<T> list(String name, int itemsMax, ItemReader<T> reader) {
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray array)) {
      return reader.read(value.get(), pathOf(name)).map(List::of).orElse(List.of());
    }
    if (array.size() > itemsMax) {
      problem(name, "at most " + itemsMax + " items");
      return List.of();
    }
    List<T> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      reader.read(array.get(i), pathOf(name) + "[" + i + "]").ifPresent(items::add);
    }
    return items;
  }

  Optional<JsonFields> object(String name) {
    return value(name).flatMap(v -> objectOf(v, pathOf(name)));
  }

  /** Whether it is given, whatever it is. */
  boolean has(String name) {
    return value(name).isPresent();
  }

  /** The fields of an object as plain values, whatever they are called. */
  Optional<Map<String, Object>> values(String name) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && value.get() instanceof JsonObject inner) {
      return Optional.of(PlainValues.of(inner));
    }
    value.ifPresent(v -> problem(name, "must be an object"));
    return Optional.empty();
  }

  /** The names of all fields, in their order. */
  Set<String> names() {
    return object.keySet();
  }

  /** Notes every field that nobody asked for. */
  void endOfKnownFields() {
    for (String name : object.keySet()) {
      if (!asked.contains(name)) {
        problem(name, "is not a field here; those are " + String.join(", ", asked));
      }
    }
  }

  /** Reads one item of a list. */
  interface ItemReader<T> {
    Optional<T> read(JsonValue value, String path);
  }

  Optional<String> textOf(JsonValue value, String where) {
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    note(where, "must be a text");
    return Optional.empty();
  }

  Optional<JsonFields> objectOf(JsonValue value, String where) {
    if (value instanceof JsonObject inner) {
      return Optional.of(new JsonFields(inner, where, problems));
    }
    note(where, "must be an object");
    return Optional.empty();
  }

  <T> Optional<T> read(String text, String where, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      note(where, e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<JsonValue> value(String name) {
    asked.add(name);
    return Optional.ofNullable(object.get(name)).filter(v -> v != JsonValue.NULL);
  }

  private String pathOf(String name) {
    // A name may be anything; it comes back to the sender and into logs.
    String shown = CONTROLS.matcher(name).replaceAll("?");
    shown = shown.length() > NAME_CHARS_MAX ? shown.substring(0, NAME_CHARS_MAX) + "..." : shown;
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** Notes a problem of any place in the document. */
  void note(String where, String rule) {
    if (problems.size() < PROBLEMS_MAX) {
      problems.add(new FieldProblem(where, rule));
    }
  }
}
