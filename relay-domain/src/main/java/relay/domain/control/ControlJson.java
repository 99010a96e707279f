package relay.domain.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import relay.domain.json.JsonText;

/** JSON of control objects: texts in, texts out, absent for what is not set. Thread-safe. */
public final class ControlJson {
  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final jakarta.json.JsonBuilderFactory BUILDERS =
      PROVIDER.createBuilderFactory(Map.of());

  private ControlJson() {}

  public static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  /** An object that begins with the fields of another. */
  public static JsonObjectBuilder object(JsonObject first) {
    return BUILDERS.createObjectBuilder(first);
  }

  public static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  public static JsonString text(String text) {
    return PROVIDER.createValue(text);
  }

  public static JsonNumber number(BigDecimal number) {
    return PROVIDER.createValue(number);
  }

  /** Adds the text form when there is a value. */
  public static void add(JsonObjectBuilder out, String name, Optional<?> value) {
    value.ifPresent(v -> out.add(name, v.toString()));
  }

  /** Adds the text forms unless there are none. */
  public static void add(JsonObjectBuilder out, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      JsonArrayBuilder array = array();
      values.forEach(v -> array.add(v.toString()));
      out.add(name, array);
    }
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static JsonObject read(String text) {
    return JsonText.object(text);
  }
}
