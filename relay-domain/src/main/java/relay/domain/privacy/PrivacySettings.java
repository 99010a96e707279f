package relay.domain.privacy;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How erasures go about their work.
 *
 * @param quietTime how long a mail must have ended before its records are changed
 * @param interval pause between two looks at erasures that have not ended
 */
public record PrivacySettings(Duration quietTime, Duration interval) {
  static final Setting<Duration> QUIET_TIME =
      new Setting<>(
          "privacy.quiet-time",
          SettingType.duration(Duration.ZERO, Duration.ofDays(1)),
          "10m",
          "How long a mail must have ended before an erasure changes its records: longer than the broker needs to give out again what a crash left unacknowledged.");
  static final Setting<Duration> INTERVAL =
      new Setting<>(
          "privacy.interval",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "10s",
          "Pause between two looks at erasures that have not ended.");

  public static final List<Setting<?>> ALL = List.of(QUIET_TIME.whileRunning(), INTERVAL);

  public static PrivacySettings from(Settings settings) {
    return new PrivacySettings(settings.get(QUIET_TIME), settings.get(INTERVAL));
  }
}
