package relay.launcher;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import relay.domain.control.ControlJson;

/**
 * A field that an operator may set, as words of a command line.
 *
 * @param name with dots for a field within a field; a part in capitals is for the operator to name
 * @param says what it is for, for the help
 */
record ObjectField(String name, Type type, String says) {
  /** How a word becomes JSON. */
  enum Type {
    TEXT("text"),
    /** Text that may be long: {@code @FILE} reads it from there. */
    DOCUMENT("text|@FILE"),
    NUMBER("number"),
    YES_NO("true|false"),
    LIST("text,text...");

    private final String placeholder;

    Type(String placeholder) {
      this.placeholder = placeholder;
    }
  }

  /** Whether a word names it; a part in capitals stands for any name. */
  boolean isNamed(String word) {
    String[] own = name.split("\\.");
    String[] parts = word.split("\\.", -1);
    boolean fits = own.length == parts.length;
    for (int i = 0; fits && i < own.length; i++) {
      boolean any = Character.isUpperCase(own[i].charAt(0)) && !parts[i].isEmpty();
      fits = any || own[i].equals(parts[i]);
    }
    return fits;
  }

  /** Whether a word names a file that has the value. */
  boolean isFile(String word) {
    return type == Type.DOCUMENT && word.startsWith("@");
  }

  /** As the help shows it. */
  String usage() {
    return name + "=" + type.placeholder;
  }

  /**
   * The value as JSON; {@code null} sets the default. What is no number where one belongs goes as
   * the text it is: the relay names field and rule.
   */
  JsonValue value(String word) {
    if (word.equals("null")) {
      return JsonValue.NULL;
    }
    return switch (type) {
      case TEXT, DOCUMENT -> text(word);
      case NUMBER -> number(word);
      case YES_NO -> yesNo(word);
      case LIST -> list(word);
    };
  }

  static JsonValue text(String word) {
    return ControlJson.array().add(word).build().get(0);
  }

  private static JsonValue number(String word) {
    try {
      return ControlJson.array().add(new BigDecimal(word)).build().get(0);
    } catch (NumberFormatException e) {
      return text(word);
    }
  }

  private static JsonValue yesNo(String word) {
    return switch (word) {
      case "true", "yes" -> JsonValue.TRUE;
      case "false", "no" -> JsonValue.FALSE;
      default -> text(word);
    };
  }

  private static JsonValue list(String word) {
    JsonArrayBuilder list = ControlJson.array();
    Arrays.stream(word.split(",")).map(String::strip).filter(w -> !w.isEmpty()).forEach(list::add);
    return list.build();
  }
}
