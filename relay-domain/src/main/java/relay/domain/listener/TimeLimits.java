package relay.domain.listener;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How long a client may keep us waiting.
 *
 * @param idle until a whole command line has come, or the next octets of a mail
 * @param handshake for the PROXY header and the TLS handshake together
 * @param write until the client has read a reply
 * @param data for one mail, from 354 to its last octet
 * @param session in all; a mail begun before is finished
 * @param drain for transactions under way when the listener stops
 */
public record TimeLimits(
    Duration idle,
    Duration handshake,
    Duration write,
    Duration data,
    Duration session,
    Duration drain) {
  // RFC 5321 4.5.3.2.7: a server waits at least five minutes for the next command.
  static final Setting<Duration> IDLE =
      duration("smtp.idle-timeout", "5m", "How long an SMTP session may say nothing.");
  static final Setting<Duration> HANDSHAKE =
      duration(
          "smtp.handshake-timeout",
          "30s",
          "How long the PROXY header and the TLS handshake may take together.");
  static final Setting<Duration> WRITE =
      duration("smtp.write-timeout", "1m", "How long a client may leave our replies unread.");
  static final Setting<Duration> DATA =
      duration("smtp.data-time-max", "30m", "How long the octets of one mail may take.");
  static final Setting<Duration> SESSION =
      duration(
          "smtp.session-time-max",
          "24h",
          "How long an SMTP session may last; a mail begun before gets one more smtp.idle-timeout"
              + " for its commands.");
  static final Setting<Duration> DRAIN =
      duration(
          "smtp.stop-timeout",
          "20s",
          "How long transactions under way may take when the relay stops.");

  static final List<Setting<?>> ALL = List.of(IDLE, HANDSHAKE, WRITE, DATA, SESSION, DRAIN);

  static TimeLimits from(Settings settings) {
    return new TimeLimits(
        settings.get(IDLE),
        settings.get(HANDSHAKE),
        settings.get(WRITE),
        settings.get(DATA),
        settings.get(SESSION),
        settings.get(DRAIN));
  }

  private static Setting<Duration> duration(String key, String value, String sentence) {
    return new Setting<>(
        key, SettingType.duration(Duration.ofMillis(10), Duration.ofDays(7)), value, sentence);
  }
}
