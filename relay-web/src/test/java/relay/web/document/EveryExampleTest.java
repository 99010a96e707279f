package relay.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Walks every example of the API description: each is what its schema says. */
class EveryExampleTest {
  private static final JsonObject DOCUMENT = ApiDocument.content();
  private final List<String> wrong = new ArrayList<>();
  private int examples;

  @Test
  void shouldFitTheirSchemas() {
    walk("", DOCUMENT);

    assertThat(wrong).isEmpty();
    assertThat(examples).isGreaterThan(100);
  }

  /** A rule that finds nothing wrong with anything would be no rule. */
  @Test
  void shouldFindWhatDoesNotFit() {
    JsonObject schemas = DOCUMENT.getJsonObject("components").getJsonObject("schemas");

    assertThat(fault(JsonValue.EMPTY_JSON_OBJECT, schemas.getJsonObject("Brake")))
        .hasValueSatisfying(fault -> assertThat(fault).contains("is missing"));
    assertThat(fault(JsonValue.TRUE, schemas.getJsonObject("Brake"))).contains("is no object");
  }

  private void walk(String place, JsonValue value) {
    if (value instanceof JsonObject object) {
      if (object.containsKey("example") && object.get("schema") instanceof JsonObject schema) {
        examples++;
        fault(object.get("example"), schema).ifPresent(f -> wrong.add(place + ": " + f));
      }
      object.forEach((name, inner) -> walk(place + "/" + name, inner));
    } else if (value instanceof JsonArray array) {
      array.forEach(inner -> walk(place, inner));
    }
  }

  /** What is wrong with a value; empty when it fits. */
  private static Optional<String> fault(JsonValue value, JsonObject given) {
    JsonObject schema = resolved(given);
    for (String choice : List.of("anyOf", "oneOf")) {
      if (schema.containsKey(choice)) {
        return schema.getJsonArray(choice).stream()
                .anyMatch(one -> fault(value, one.asJsonObject()).isEmpty())
            ? Optional.empty()
            : Optional.of("fits none of " + choice);
      }
    }
    for (JsonValue part : list(schema, "allOf")) {
      Optional<String> fault = fault(value, part.asJsonObject());
      if (fault.isPresent()) {
        return fault;
      }
    }
    if (schema.containsKey("const") && !schema.get("const").equals(value)) {
      return Optional.of("is not " + schema.get("const"));
    }
    if (schema.containsKey("enum") && !schema.getJsonArray("enum").contains(value)) {
      return Optional.of(value + " is none of " + schema.get("enum"));
    }
    return schema.get("type") instanceof JsonString type
        ? ofType(value, type.getString(), schema)
        : Optional.empty();
  }

  private static Optional<String> ofType(JsonValue value, String type, JsonObject schema) {
    boolean fits =
        switch (type) {
          case "object" -> value instanceof JsonObject;
          case "array" -> value instanceof JsonArray;
          case "string" -> value instanceof JsonString;
          case "integer" -> value instanceof JsonNumber number && number.isIntegral();
          case "number" -> value instanceof JsonNumber;
          case "boolean" -> value == JsonValue.TRUE || value == JsonValue.FALSE;
          default -> true;
        };
    if (!fits) {
      return Optional.of("is no " + type);
    }
    return value instanceof JsonObject object
        ? inObject(object, schema)
        : value instanceof JsonArray array ? inArray(array, schema) : Optional.empty();
  }

  private static Optional<String> inObject(JsonObject object, JsonObject schema) {
    for (JsonValue required : list(schema, "required")) {
      String name = ((JsonString) required).getString();
      if (!object.containsKey(name)) {
        return Optional.of(name + " is missing");
      }
    }
    for (Map.Entry<String, JsonValue> property : object.entrySet()) {
      JsonObject known = schema.getJsonObject("properties");
      if (known != null && known.containsKey(property.getKey())) {
        Optional<String> fault = fault(property.getValue(), known.getJsonObject(property.getKey()));
        if (fault.isPresent()) {
          return fault.map(f -> property.getKey() + " " + f);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inArray(JsonArray array, JsonObject schema) {
    JsonObject items = schema.getJsonObject("items");
    return items == null
        ? Optional.empty()
        : array.stream().flatMap(item -> fault(item, items).stream()).findFirst();
  }

  private static JsonArray list(JsonObject schema, String name) {
    return schema.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
  }

  private static JsonObject resolved(JsonObject part) {
    return part.containsKey("$ref")
        ? DOCUMENT.getValue(part.getString("$ref").substring(1)).asJsonObject()
        : part;
  }
}
