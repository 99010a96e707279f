package relay.domain.http;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * The HTTP door.
 *
 * @param address where the launcher binds HTTP
 * @param bodyMax largest request body in octets
 * @param bodiesMax memory for all bodies being read or worked on at a time, in octets
 * @param batchMax most mails in one request
 * @param idempotencyTime how long an Idempotency-Key is remembered
 * @param idempotencyKeysMax most keys remembered at a time
 * @param patience with bodies that come slowly
 */
public record HttpSettings(
    String address,
    int port,
    long bodyMax,
    long bodiesMax,
    int batchMax,
    Duration idempotencyTime,
    int idempotencyKeysMax,
    BodyPatience patience) {
  /** What this door is called in client sessions and the journal. */
  public static final String DOOR = "http";

  static final Setting<String> ADDRESS =
      new Setting<>(
          "http.address",
          SettingType.text(
              "an IP address or host name", Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,253}")),
          "127.0.0.1",
          "The address that HTTP listens on; read by the start command.");
  static final Setting<Integer> PORT =
      new Setting<>(
          "http.port", SettingType.port(), "8080", "The HTTP port; read by the start command.");
  static final Setting<Long> BODY_MAX =
      new Setting<>(
          "http.body-max",
          SettingType.size(1024, 1L << 30),
          "40MB",
          "Largest request body; it is held in memory, so larger mail should come by SMTP.");
  static final Setting<Long> BODIES_MAX =
      new Setting<>(
          "http.bodies-max",
          SettingType.size(1 << 20, 4L << 30),
          "80MB",
          "Memory for all request bodies at a time; past it, mail is answered 503 and comes"
              + " again.");
  static final Setting<Integer> BATCH_MAX =
      new Setting<>(
          "http.batch-max",
          SettingType.integer(1, 10_000),
          "500",
          "Most mails in one request; each is committed by itself and has a result of its own.");
  static final Setting<Duration> IDEMPOTENCY_TIME =
      new Setting<>(
          "http.idempotency-time",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          "24h",
          "How long the answer to an Idempotency-Key is remembered.");
  static final Setting<Integer> IDEMPOTENCY_KEYS_MAX =
      new Setting<>(
          "http.idempotency-keys-max",
          SettingType.integer(1, 10_000_000),
          "500000",
          "Most Idempotency-Keys remembered at a time; past it, new keys are answered 503.");

  public static final List<Setting<?>> ALL =
      List.of(
          ADDRESS,
          PORT,
          BODY_MAX,
          BODIES_MAX,
          BATCH_MAX,
          IDEMPOTENCY_TIME,
          IDEMPOTENCY_KEYS_MAX,
          BodyPatience.RATE_MIN,
          BodyPatience.STRANGERS_MAX);

  public static HttpSettings from(Settings settings) {
    return new HttpSettings(
        settings.get(ADDRESS),
        settings.get(PORT),
        settings.get(BODY_MAX),
        settings.get(BODIES_MAX),
        settings.get(BATCH_MAX),
        settings.get(IDEMPOTENCY_TIME),
        settings.get(IDEMPOTENCY_KEYS_MAX),
        BodyPatience.from(settings));
  }

  /** Whether only programs of this machine can reach HTTP. */
  public boolean isLoopbackOnly() {
    return Loopback.names(address);
  }
}
