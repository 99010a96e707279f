package relay.domain.migration;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import relay.domain.control.ControlJson;

/**
 * Reads the values of TOML, as JSON. Dates and times become texts, for nobody here asks for one.
 */
final class TomlValues {
  static final int DEPTH_MAX = 16;
  static final int NAMES_MAX = 16;
  private static final int NAME_CHARS_MAX = 1_000;
  private static final JsonProvider JSON = JsonProvider.provider();
  private final TomlText text;
  private final TomlStrings strings;
  private final TomlWords words;

  TomlValues(TomlText text) {
    this.text = text;
    this.strings = new TomlStrings(text);
    this.words = new TomlWords(text);
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
      default -> words.read();
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
    var table = new TomlTable();
    text.skipSpace();
    while (!text.skip("}")) {
      List<String> names = names();
      text.expect("=");
      text.skipBlanks();
      if (!table.put(names, read(depth + names.size()))) {
        throw text.wrong("says " + String.join(".", names) + " twice");
      }
      text.skipSpace();
      if (text.peek() != '}') {
        text.expect(",");
        text.skipSpace();
      }
    }
    return table.json();
  }

  /** A key, of one name or of several with dots. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      text.skipBlanks();
      String name = key();
      if (names.size() == NAMES_MAX || name.length() > NAME_CHARS_MAX) {
        throw text.wrong("has a name that is too long");
      }
      names.add(name);
      text.skipBlanks();
    } while (text.skip("."));
    return names;
  }

  private String key() {
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
}
