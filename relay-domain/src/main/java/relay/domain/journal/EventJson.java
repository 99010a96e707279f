package relay.domain.journal;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * The form of a journal line: one flat JSON object of schema version, event id, type, time, mail,
 * part, attempt, recipient and the details. Reading is thread-safe.
 */
public final class EventJson {
  private static final String SCHEMA = "schema_version";
  private static final String ID = "event_id";
  private static final String TYPE = "type";
  private static final String TIME = "time";
  private static final String MAIL = "mail";
  private static final String PART = "part";
  private static final String ATTEMPT = "attempt";
  private static final String RECIPIENT = "recipient";
  private static final String CARRIED = "carried";
  private static final List<String> OWN =
      List.of(SCHEMA, ID, TYPE, TIME, MAIL, PART, ATTEMPT, RECIPIENT, CARRIED);
  // One factory for all: asking the provider for each line costs more than the line.
  private final JsonReaderFactory readers = JsonProvider.provider().createReaderFactory(Map.of());

  /** The line with its line end. */
  public static byte[] line(String id, MailEvent event) {
    var lines = new EventLines();
    lines.add(id, event, false);
    return java.util.Arrays.copyOf(lines.octets(), lines.length());
  }

  static void write(JsonLine line, String id, MailEvent event, boolean carried) {
    line.begin();
    line.field(SCHEMA, MailEvent.SCHEMA_VERSION);
    line.field(ID, id);
    line.field(TYPE, event.type().name());
    line.field(TIME, event.at().toString());
    if (event.mail().isPresent()) {
      line.field(MAIL, event.mail().get().text());
      line.field(PART, event.part());
      line.field(ATTEMPT, event.attempt());
    }
    if (event.recipient().isPresent()) {
      line.field(RECIPIENT, event.recipient().get().toString());
    }
    if (carried) {
      line.field(CARRIED, Boolean.TRUE);
    }
    for (var detail : event.details().entrySet()) {
      if (OWN.contains(detail.getKey())) {
        throw new IllegalArgumentException("a detail may not be called " + detail.getKey());
      }
      line.field(detail.getKey(), detail.getValue());
    }
    line.end();
  }

  /**
   * Reads a whole line.
   *
   * @throws IllegalArgumentException when it is none of ours or of a newer schema
   */
  public RecordedEvent read(byte[] octets, int from, int length) {
    try (var reader =
        readers.createReader(
            new ByteArrayInputStream(octets, from, length), StandardCharsets.UTF_8)) {
      return event(reader.readObject());
    } catch (JsonException | ClassCastException | NullPointerException | DateTimeException e) {
      throw new IllegalArgumentException("not a journal line: " + e.getMessage(), e);
    }
  }

  private static RecordedEvent event(JsonObject line) {
    if (line.getInt(SCHEMA) > MailEvent.SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "journal line of schema version " + line.getInt(SCHEMA) + ": a newer relay wrote it");
    }
    Map<String, Object> details = new LinkedHashMap<>();
    line.forEach(
        (name, value) -> {
          if (!OWN.contains(name)) {
            details.put(name, plain(value));
          }
        });
    var event =
        new MailEvent(
            EventType.valueOf(line.getString(TYPE)),
            Instant.parse(line.getString(TIME)),
            Optional.ofNullable(line.getString(MAIL, null)).map(QueueId::new),
            line.getInt(PART, 0),
            line.getInt(ATTEMPT, 0),
            Optional.ofNullable(line.getString(RECIPIENT, null)).map(EmailAddress::parse),
            details);
    return new RecordedEvent(line.getString(ID), line.getBoolean(CARRIED, false), event);
  }

  private static Object plain(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    if (value instanceof JsonNumber number) {
      return number.isIntegral() ? (Object) number.longValueExact() : number.doubleValue();
    }
    if (value instanceof JsonArray list) {
      List<String> texts = new ArrayList<>(list.size());
      list.forEach(item -> texts.add(((JsonString) item).getString()));
      return List.copyOf(texts);
    }
    if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
      return value == JsonValue.TRUE;
    }
    throw new IllegalArgumentException("not a value of a journal line: " + value);
  }
}
