package relay.domain.rotation;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * When DKIM keys move on.
 *
 * @param checkInterval pause between two rounds of looks into the DNS, give or take a fifth
 * @param settleTime how long the DNS must have shown a key before it takes over from another
 * @param retiredTime how long a key that signs no more stays published
 * @param lookupsMax most questions to the DNS in one round
 */
public record RotationSettings(
    Duration checkInterval, Duration settleTime, Duration retiredTime, int lookupsMax) {
  static final Setting<Duration> CHECK_INTERVAL =
      new Setting<>(
          "rotation.check-interval",
          SettingType.duration(Duration.ofMillis(100), Duration.ofDays(1)),
          "5m",
          "Pause between two looks into the DNS for the records of DKIM keys, give or take a"
              + " fifth.");
  static final Setting<Duration> SETTLE_TIME =
      new Setting<>(
          "rotation.settle-time",
          SettingType.duration(Duration.ZERO, Duration.ofDays(30)),
          "1h",
          "How long the DNS must have shown a next DKIM key before it takes over, so that no"
              + " receiver remembers that it was not there.");
  static final Setting<Duration> RETIRED_TIME =
      new Setting<>(
          "rotation.retired-time",
          SettingType.duration(Duration.ZERO, Duration.ofDays(365)),
          "7d",
          "How long a DKIM key that signs no more stays published for mail on its way; longer than"
              + " the last retry.");
  static final Setting<Integer> LOOKUPS_MAX =
      new Setting<>(
          "rotation.lookups-max",
          SettingType.integer(1, 1_000_000),
          "500",
          "Most records of DKIM keys asked for in one round; the next round goes on from there.");

  public static final List<Setting<?>> ALL =
      List.of(CHECK_INTERVAL, SETTLE_TIME, RETIRED_TIME, LOOKUPS_MAX);

  public static RotationSettings from(Settings settings) {
    return new RotationSettings(
        settings.get(CHECK_INTERVAL),
        settings.get(SETTLE_TIME),
        settings.get(RETIRED_TIME),
        settings.get(LOOKUPS_MAX));
  }
}
