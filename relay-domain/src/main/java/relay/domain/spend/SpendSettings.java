package relay.domain.spend;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How the spend on targets is told, and what becomes of mail above a quota.
 *
 * @param currency of all prices: three letters
 * @param lookAgain how long mail waits at most before quotas are asked again
 * @param saveInterval how often counts and health of targets are written down
 */
public record SpendSettings(String currency, Duration lookAgain, Duration saveInterval) {
  static final Setting<String> CURRENCY =
      new Setting<>(
          "route-spend.currency",
          SettingType.text("a currency of three capital letters", Pattern.compile("[A-Z]{3}")),
          "EUR",
          "The currency of the prices of targets (ISO 4217). A profile's own price counts only where"
              + " it is in this currency.");
  static final Setting<Duration> LOOK_AGAIN =
      new Setting<>(
          "route-spend.look-again",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "1h",
          "Mail that waits because the quotas of its targets are used up looks again after this time,"
              + " or when the next day (UTC) begins.");
  static final Setting<Duration> SAVE_INTERVAL =
      new Setting<>(
          "route-spend.save-interval",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "10s",
          "How often what targets took, and how they do, is written to the data folder; a crash"
              + " forgets what was learned since.");

  public static final List<Setting<?>> ALL =
      List.of(CURRENCY.whileRunning(), LOOK_AGAIN.whileRunning(), SAVE_INTERVAL);

  public static SpendSettings from(Settings settings) {
    return new SpendSettings(
        settings.get(CURRENCY), settings.get(LOOK_AGAIN), settings.get(SAVE_INTERVAL));
  }
}
