package relay.domain.migration;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.migration.ImportedLine.Fate;

/** What the single values of a section mean as limits. */
final class ShapingFields {
  static final long COUNT_MAX = 1_000_000_000L;
  private static final String PROVIDER_WIDE = "provider_";

  private static final Map<String, String> NUMBERS =
      Map.of(
          "connection_limit", "connections",
          "provider_connection_limit", "connections",
          "max_deliveries_per_connection", "messages-per-connection",
          "max_recipients_per_batch", "recipients-per-transaction");

  private static final Set<String> TIMEOUTS =
      Set.of(
          "idle_timeout",
          "connect_timeout",
          "banner_timeout",
          "ehlo_timeout",
          "mail_from_timeout",
          "rcpt_to_timeout",
          "data_timeout",
          "data_dot_timeout",
          "rset_timeout",
          "starttls_timeout",
          "auth_timeout",
          "system_shutdown_timeout");

  /** Why fields that people use often become nothing. */
  private static final Map<String, String> REASONS =
      Map.of(
          "replace_base", "an import knows no file below this one: read the files together",
          "ready_queue_max", "lanes have their bounds by queue.*, for all destinations",
          "max_ready", "lanes have their bounds by queue.*, for all destinations",
          "smtp_port", "a route with hosts has a port: relay route create",
          "prohibited_hosts", "delivery.* says which addresses are never connected to",
          "skip_hosts", "a route with hosts names those to use: relay route create",
          "additional_message_rate_throttles", "one rate of each period; write the others by hand");

  private ShapingFields() {}

  /**
   * What one value becomes.
   *
   * @param limit and its value; empty where it becomes no limit
   */
  record Meaning(Fate fate, Optional<String> limit, long value, String says) {
    static Meaning no(String why) {
      return new Meaning(Fate.NOT, Optional.empty(), 0, why);
    }

    static Meaning limit(String limit, long value) {
      return new Meaning(Fate.MAPS, Optional.of(limit), value, "");
    }

    Meaning partly(String why) {
      return new Meaning(Fate.PARTLY, limit, value, why);
    }
  }

  static Meaning of(String field, JsonValue value) {
    if (NUMBERS.containsKey(field)) {
      return number(NUMBERS.get(field), value);
    }
    return switch (field) {
      case "max_connection_rate", "provider_max_connection_rate" -> connections(text(value));
      case "max_message_rate", "provider_max_message_rate" -> messages(text(value));
      default ->
          Meaning.no(
              TIMEOUTS.contains(field)
                  ? "times are set for all destinations: relay settings list delivery"
                  : REASONS.getOrDefault(field, "has no counterpart here"));
    };
  }

  /**
   * Whether it means the same for a whole provider: ours do, and so does what is of one session.
   */
  static boolean isOfWholeProvider(String field) {
    return field.startsWith(PROVIDER_WIDE)
        || field.equals("max_deliveries_per_connection")
        || field.equals("max_recipients_per_batch");
  }

  private static Meaning number(String limit, JsonValue value) {
    String text = text(value);
    boolean isLocal = text.startsWith("local:");
    Optional<Long> count = count(isLocal ? text.substring("local:".length()) : text);
    if (count.isEmpty()) {
      return Meaning.no("is no number from 1 to " + COUNT_MAX);
    }
    Meaning meaning = Meaning.limit(limit, count.get());
    return isLocal ? meaning.partly("nodes over one PostgreSQL share the limit") : meaning;
  }

  private static Optional<Long> count(String text) {
    boolean isWhole = text.matches("[0-9]{1,10}");
    return Optional.of(text)
        .filter(t -> isWhole)
        .map(Long::parseLong)
        .filter(n -> n >= 1 && n <= COUNT_MAX);
  }

  private static Meaning connections(String text) {
    return ShapingRate.read(text)
        .map(
            rate -> {
              Meaning meaning = Meaning.limit("connections-per-minute", rate.perMinute());
              return rate.isWholeAMinute()
                  ? more(rate, meaning)
                  : meaning.partly("new connections are counted by the minute");
            })
        .orElseGet(() -> noRate(text));
  }

  private static Meaning messages(String text) {
    return ShapingRate.read(text)
        .map(rate -> more(rate, Meaning.limit("per-" + rate.period(), rate.count())))
        .orElseGet(() -> noRate(text));
  }

  private static Meaning more(ShapingRate rate, Meaning meaning) {
    return rate.hasMore()
        ? meaning.partly(
            "a burst is a tenth of the window, and nodes over one PostgreSQL share the limit")
        : meaning;
  }

  private static Meaning noRate(String text) {
    return Meaning.no("'" + text + "' is no rate such as 100/min");
  }

  static String text(JsonValue value) {
    return value instanceof JsonString text
        ? text.getString()
        : value instanceof JsonNumber number ? number.toString() : "";
  }
}
