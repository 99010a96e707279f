package relay.domain.brake;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Bounds of the operator's brakes.
 *
 * @param timeDefault how long a brake lasts that does not say so
 * @param timeMax the longest that a brake may last
 * @param most brakes in force at a time
 * @param history how long brakes that ended are kept
 */
public record BrakeSettings(Duration timeDefault, Duration timeMax, int most, Duration history) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  static final Setting<Duration> TIME_DEFAULT =
      new Setting<>(
          "brake.time-default",
          SettingType.duration(SHORTEST, Duration.ofDays(365)),
          "24h",
          "How long a brake lasts when whoever sets it does not say.");
  static final Setting<Duration> TIME_MAX =
      new Setting<>(
          "brake.time-max",
          SettingType.duration(SHORTEST, Duration.ofDays(365)),
          "30d",
          "The longest time a brake may last; it can be set again.");
  static final Setting<Integer> MOST =
      new Setting<>(
          "brake.most",
          SettingType.integer(1, 100_000),
          "10000",
          "How many brakes may be in force at a time.");
  static final Setting<Duration> HISTORY =
      new Setting<>(
          "brake.history",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(3650)),
          "90d",
          "How long brakes that ended are kept to be looked up.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(TIME_DEFAULT, TIME_MAX, MOST, HISTORY));

  public static BrakeSettings from(Settings settings) {
    return new BrakeSettings(
        settings.get(TIME_DEFAULT),
        settings.get(TIME_MAX),
        settings.get(MOST),
        settings.get(HISTORY));
  }
}
