package relay.domain.json;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/** Reads texts that anybody may have written. Thread-safe. */
public final class JsonText {
  private static final JsonParserFactory PARSERS =
      JsonProvider.provider().createParserFactory(Map.of());

  private JsonText() {}

  /**
   * The one object that the text is.
   *
   * @throws IllegalArgumentException when it is anything else, or an object and more
   */
  public static JsonObject object(String text) {
    boolean whole = false;
    JsonObject object = null;
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      if (parser.next() == JsonParser.Event.START_OBJECT) {
        object = parser.getObject();
        whole = !parser.hasNext();
      }
    } catch (RuntimeException e) {
      // The text decides what a parser throws: JsonException, NoSuchElementException for no text,
      // NumberFormatException and UnsupportedOperationException for numbers beyond its bounds, and
      // Parsson nothing more exact than this class for nesting beyond 1000.
      throw new IllegalArgumentException("not a JSON object", e);
    }
    if (!whole) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return object;
  }
}
