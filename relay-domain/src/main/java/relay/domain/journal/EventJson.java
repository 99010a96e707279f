package relay.domain.journal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final String HEAD = "{\"" + SCHEMA + "\":";
  private static final String BEFORE_TYPE = ",\"" + TYPE + "\":\"";

  /** Of schema version, event id and its value, type, and the one that opens its value. */
  private static final int QUOTES_BEFORE_TYPE = 9;

  private static final int HEAD_OCTETS_MAX = 200;
  private static final Map<String, EventType> TYPES =
      Stream.of(EventType.values())
          .collect(Collectors.toUnmodifiableMap(EventType::name, type -> type));

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
   * Reads a whole line, with or without its line end.
   *
   * @throws IllegalArgumentException when it is none of ours or of a newer schema
   */
  public RecordedEvent read(byte[] octets, int from, int length) {
    int end = length > 0 && octets[from + length - 1] == '\n' ? length - 1 : length;
    Map<String, Object> fields = new JsonLineReader(octets, from, end).object();
    try {
      return event(fields, new String(octets, from, end, StandardCharsets.UTF_8));
    } catch (ClassCastException
        | NullPointerException
        | ArithmeticException
        | DateTimeException e) {
      throw new IllegalArgumentException("not a journal line: " + e.getMessage(), e);
    }
  }

  /**
   * What kind of event a line is, told by its first fields alone: most readers want few kinds.
   * Empty when the line does not begin as we write it; {@link #read} tells more.
   */
  public static Optional<EventType> typeOf(byte[] octets, int from, int length) {
    int end = from + Math.min(length, HEAD_OCTETS_MAX);
    int at = from;
    for (int quotes = 0; at < end && quotes < QUOTES_BEFORE_TYPE; at++) {
      quotes += octets[at] == '"' ? 1 : 0;
    }
    int start = at;
    while (at < end && octets[at] != '"') {
      at++;
    }
    String head = new String(octets, from, start - from, StandardCharsets.ISO_8859_1);
    return at < end && head.startsWith(HEAD) && head.endsWith(BEFORE_TYPE)
        ? Optional.ofNullable(
            TYPES.get(new String(octets, start, at - start, StandardCharsets.ISO_8859_1)))
        : Optional.empty();
  }

  private static RecordedEvent event(Map<String, Object> fields, String line) {
    long schema = (Long) fields.remove(SCHEMA);
    if (schema > MailEvent.SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "journal line of schema version " + schema + ": a newer relay wrote it");
    }
    String id = Objects.requireNonNull((String) fields.remove(ID), "no " + ID);
    boolean carried = fields.remove(CARRIED) == Boolean.TRUE;
    var event =
        new MailEvent(
            EventType.valueOf((String) fields.remove(TYPE)),
            Instant.parse((String) fields.remove(TIME)),
            Optional.ofNullable((String) fields.remove(MAIL)).map(QueueId::new),
            number(fields.remove(PART)),
            number(fields.remove(ATTEMPT)),
            Optional.ofNullable((String) fields.remove(RECIPIENT)).map(EmailAddress::parse),
            fields);
    return new RecordedEvent(id, carried, event, line);
  }

  private static int number(Object value) {
    return value == null ? 0 : Math.toIntExact((Long) value);
  }
}
