package relay.domain.control;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How this node keeps up with what operators change.
 *
 * @param pollInterval pause between two looks at the revision in the database
 * @param pauseAfterTrouble the same while the database cannot be reached
 * @param settingsVersions how many versions of the live settings can be gone back to
 */
public record ControlSettings(
    Duration pollInterval, Duration pauseAfterTrouble, int settingsVersions) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  static final Setting<Duration> POLL_INTERVAL =
      new Setting<>(
          "control.poll-interval",
          SettingType.duration(Duration.ofMillis(50), MINUTE),
          "1s",
          "Pause between two looks for changes of tenants, credentials and the like; a change is"
              + " live on every node after this at the latest.");
  static final Setting<Duration> PAUSE_AFTER_TROUBLE =
      new Setting<>(
          "control.pause-after-trouble",
          SettingType.duration(Duration.ofMillis(50), Duration.ofMinutes(10)),
          "5s",
          "The same pause while the database cannot be reached.");

  static final Setting<Integer> SETTINGS_VERSIONS =
      new Setting<>(
          "control.settings-versions",
          SettingType.integer(1, 1000),
          "100",
          "How many versions of the live settings are kept to be shown and gone back to.");

  public static final List<Setting<?>> ALL =
      List.of(POLL_INTERVAL, PAUSE_AFTER_TROUBLE, SETTINGS_VERSIONS);

  public static ControlSettings from(Settings settings) {
    return new ControlSettings(
        settings.get(POLL_INTERVAL),
        settings.get(PAUSE_AFTER_TROUBLE),
        settings.get(SETTINGS_VERSIONS));
  }
}
