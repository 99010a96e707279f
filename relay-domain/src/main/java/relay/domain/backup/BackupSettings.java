package relay.domain.backup;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How the servers of a domain are waited for.
 *
 * @param lookAgain how long a mail waits at the most before it asks again whether they are back
 * @param probeMax how long one probe may take
 * @param ramp after their return, how long mail goes in growing numbers
 * @param rampPerMinute mails in the first minute of it
 */
public record BackupSettings(
    Duration lookAgain, Duration probeMax, Duration ramp, int rampPerMinute) {

  static final Setting<Duration> LOOK_AGAIN =
      new Setting<>(
          "backup-mx.look-again",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(4)),
          "15m",
          "How long a mail for a domain whose servers are away waits at the most before it looks"
              + " again whether they are back.");
  static final Setting<Duration> PROBE_MAX =
      new Setting<>(
          "backup-mx.probe-max",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofMinutes(2)),
          "20s",
          "How long a probe (connection, greeting, EHLO, TLS, QUIT) may talk to all servers of a"
              + " domain together; route-health.* says when they count as away and how often they"
              + " are probed.");
  static final Setting<Duration> RAMP =
      new Setting<>(
          "backup-mx.ramp",
          SettingType.duration(Duration.ZERO, Duration.ofHours(4)),
          "10m",
          "How long mail goes in growing numbers after the servers of a domain have come back; 0s:"
              + " all at once.");
  static final Setting<Integer> RAMP_PER_MINUTE =
      new Setting<>(
          "backup-mx.ramp-per-minute",
          SettingType.integer(1, 1_000_000),
          "60",
          "How many mails a minute go when the servers of a domain have just come back; twice as"
              + " many after each tenth of the ramp.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(LOOK_AGAIN, PROBE_MAX, RAMP, RAMP_PER_MINUTE));

  public static BackupSettings from(Settings settings) {
    return new BackupSettings(
        settings.get(LOOK_AGAIN),
        settings.get(PROBE_MAX),
        settings.get(RAMP),
        settings.get(RAMP_PER_MINUTE));
  }
}
