package relay.domain.delivery;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How connections are used again for further mail.
 *
 * @param keptMax idle connections kept, to all hosts together; 0 keeps none
 * @param idleMax how long an idle connection is kept
 * @param mailsMax mails over one connection, then it is closed
 */
public record ConnectionKeeping(int keptMax, Duration idleMax, int mailsMax) {
  static final Setting<Integer> KEPT_MAX =
      new Setting<>(
          "delivery.connections-kept-max",
          SettingType.integer(0, 10_000),
          "200",
          "How many idle connections are kept for the next mail, to all hosts together; 0 keeps none.");
  static final Setting<Duration> IDLE_MAX =
      new Setting<>(
          "delivery.connection-idle-max",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "30s",
          "How long an idle connection is kept.");
  static final Setting<Integer> MAILS_MAX =
      new Setting<>(
          "delivery.mails-per-connection-max",
          SettingType.integer(1, 1_000_000),
          "100",
          "How many mails go over one connection before it is closed.");

  static final List<Setting<?>> ALL = List.of(KEPT_MAX, IDLE_MAX, MAILS_MAX);

  static ConnectionKeeping from(Settings settings) {
    return new ConnectionKeeping(
        settings.get(KEPT_MAX), settings.get(IDLE_MAX), settings.get(MAILS_MAX));
  }
}
