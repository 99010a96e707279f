package relay.domain.migration;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;

/**
 * Reads the values of TOML, as JSON. Dates and times become texts, for nobody here asks for one.
 */
final class TomlValues {
  static final int DEPTH_MAX = 16;
  private static final int NUMBER_CHARS_MAX = 40;
  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}:[0-9]{2}.*");
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern BROKEN =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final JsonProvider JSON = JsonProvider.provider();
  private final TomlText text;
  private final TomlStrings strings;

  TomlValues(TomlText text) {
    this.text = text;
    this.strings = new TomlStrings(text);
  }

  JsonValue read() {
    return read(0);
  }

  private JsonValue read(int depth) {
    if (depth > DEPTH_MAX) {
      throw text.wrong("is nested more than " + DEPTH_MAX + " deep");
    }
    char c = text.peek();
    if (TomlStrings.begins(c)) {
      return JSON.createValue(strings.read());
    }
    return switch (c) {
      case '[' -> array(depth);
      case '{' -> table(depth);
      default -> word();
    };
  }

  private JsonValue array(int depth) {
    text.expect("[");
    JsonArrayBuilder array = ControlJson.array();
    text.skipSpace();
    while (!text.skip("]")) {
      array.add(read(depth + 1));
      text.skipSpace();
      if (text.peek() != ']') {
        text.expect(",");
        text.skipSpace();
      }
    }
    return array.build();
  }

  /** One line; newer drafts of TOML allow more, and so do we. */
  private JsonValue table(int depth) {
    text.expect("{");
    Map<String, JsonValue> values = new LinkedHashMap<>();
    text.skipSpace();
    while (!text.skip("}")) {
      String key = key();
      text.skipBlanks();
      text.expect("=");
      text.skipBlanks();
      if (values.put(key, read(depth + 1)) != null) {
        throw text.wrong("says " + key + " twice");
      }
      text.skipSpace();
      if (text.peek() != '}') {
        text.expect(",");
        text.skipSpace();
      }
    }
    var object = ControlJson.object();
    values.forEach(object::add);
    return object.build();
  }

  /** One name of a key. */
  String key() {
    if (TomlStrings.begins(text.peek())) {
      return strings.line();
    }
    var name = new StringBuilder();
    while (isBare(text.peek())) {
      name.append(text.next());
    }
    if (name.isEmpty()) {
      throw text.wrong("lacks a name");
    }
    return name.toString();
  }

  private static boolean isBare(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  private JsonValue word() {
    String word = text.word();
    if (word.equals("true") || word.equals("false")) {
      return word.equals("true") ? JsonValue.TRUE : JsonValue.FALSE;
    }
    String digits = word.replace("_", "");
    if (DATE.matcher(word).matches()) {
      return JSON.createValue(word);
    }
    if (digits.length() <= NUMBER_CHARS_MAX) {
      try {
        if (WHOLE.matcher(digits).matches()) {
          return JSON.createValue(Long.parseLong(digits));
        }
        if (digits.matches("0[xob][0-9a-fA-F]+")) {
          int radix = digits.charAt(1) == 'x' ? 16 : digits.charAt(1) == 'o' ? 8 : 2;
          return JSON.createValue(Long.parseLong(digits.substring(2), radix));
        }
        if (BROKEN.matcher(digits).matches()) {
          return JSON.createValue(Double.parseDouble(digits));
        }
      } catch (NumberFormatException e) {
        throw text.wrong("has a number that is too large");
      }
    }
    throw text.wrong("has a value that is none; texts stand in quotes");
  }
}
