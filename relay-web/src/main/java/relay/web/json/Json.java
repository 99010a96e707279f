package relay.web.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import relay.domain.json.JsonText;

/**
 * Builders, reader and writer with kept factories: looking up the provider is dear. Thread-safe.
 */
public final class Json {
  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());
  private static final JsonWriterFactory WRITERS = PROVIDER.createWriterFactory(Map.of());

  private Json() {}

  public static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  public static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  public static String text(JsonStructure value) {
    var out = new StringWriter();
    try (var writer = WRITERS.createWriter(out)) {
      writer.write(value);
    }
    return out.toString();
  }

  /** Reads one object; empty when the text is none. */
  public static Optional<JsonObject> readObject(String text) {
    try {
      return Optional.of(JsonText.object(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
