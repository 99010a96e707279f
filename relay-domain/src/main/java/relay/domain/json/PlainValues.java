package relay.domain.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain values: String, BigDecimal, Boolean, List and Map; null where JSON has null. A
 * parser bounds how deep they are.
 */
public final class PlainValues {
  private PlainValues() {}

  public static Map<String, Object> of(JsonObject object) {
    Map<String, Object> values = new LinkedHashMap<>();
    object.forEach((name, value) -> values.put(name, of(value)));
    return values;
  }

  private static Object of(JsonValue value) {
    if (value instanceof JsonObject object) {
      return of(object);
    }
    if (value instanceof JsonArray array) {
      List<Object> values = new ArrayList<>(array.size());
      array.forEach(each -> values.add(of(each)));
      return values;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    if (value instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    return value == JsonValue.NULL ? null : value == JsonValue.TRUE;
  }
}
