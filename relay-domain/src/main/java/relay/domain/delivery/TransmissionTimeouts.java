package relay.domain.delivery;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How long each step of a conversation with another server may take (RFC 5321 4.5.3.2), and how
 * long one whole attempt at a next hop may.
 *
 * @param contentBlock for one block of the content to be taken by the server
 * @param attempt for everything together; what is open then gets a temporary local reply
 */
public record TransmissionTimeouts(
    Duration connect,
    Duration greeting,
    Duration ehlo,
    Duration handshake,
    Duration login,
    Duration mail,
    Duration rcpt,
    Duration data,
    Duration contentBlock,
    Duration finalDot,
    Duration attempt) {

  private static final SettingType<Duration> STEP =
      SettingType.duration(Duration.ofMillis(10), Duration.ofHours(1));

  static final Setting<Duration> CONNECT =
      timeout("connect-timeout", "30s", "to take a connection, per address");
  static final Setting<Duration> GREETING =
      timeout("greeting-timeout", "5m", "to greet after the connection stands");
  static final Setting<Duration> EHLO = timeout("ehlo-timeout", "5m", "to answer EHLO or HELO");
  static final Setting<Duration> HANDSHAKE =
      timeout("handshake-timeout", "1m", "to answer STARTTLS and to finish the TLS handshake");
  static final Setting<Duration> LOGIN =
      timeout("login-timeout", "5m", "to answer each step of AUTH");
  static final Setting<Duration> MAIL = timeout("mail-timeout", "5m", "to answer MAIL or RSET");
  static final Setting<Duration> RCPT = timeout("rcpt-timeout", "5m", "to answer each RCPT");
  static final Setting<Duration> DATA = timeout("data-timeout", "2m", "to answer DATA");
  static final Setting<Duration> CONTENT_BLOCK =
      timeout("content-block-timeout", "3m", "to take the next block of the content");
  static final Setting<Duration> FINAL_DOT =
      timeout(
          "final-dot-timeout",
          "10m",
          "to answer the end of the content; a short time makes duplicates likely");
  static final Setting<Duration> ATTEMPT =
      new Setting<>(
          "delivery.attempt-timeout",
          SettingType.duration(Duration.ofMillis(10), Duration.ofHours(6)),
          "20m",
          "How long one attempt at a next hop may take, all its hosts together.");

  static final List<Setting<?>> ALL =
      List.of(
          CONNECT,
          GREETING,
          EHLO,
          HANDSHAKE,
          LOGIN,
          MAIL,
          RCPT,
          DATA,
          CONTENT_BLOCK,
          FINAL_DOT,
          ATTEMPT);

  static TransmissionTimeouts from(Settings settings) {
    return new TransmissionTimeouts(
        settings.get(CONNECT),
        settings.get(GREETING),
        settings.get(EHLO),
        settings.get(HANDSHAKE),
        settings.get(LOGIN),
        settings.get(MAIL),
        settings.get(RCPT),
        settings.get(DATA),
        settings.get(CONTENT_BLOCK),
        settings.get(FINAL_DOT),
        settings.get(ATTEMPT));
  }

  private static Setting<Duration> timeout(String name, String standard, String what) {
    return new Setting<>(
        "delivery." + name, STEP, standard, "How long another server may take " + what + ".");
  }
}
