package relay.domain.feedback.review;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * The weekly list of replies that no rule knows.
 *
 * @param kindsMax of one week
 * @param keptFor counted from the Monday of a week
 */
public record ReviewSettings(int kindsMax, Duration keptFor) {
  static final Setting<Integer> KINDS_MAX =
      new Setting<>(
          "unknown-replies.kinds-max",
          SettingType.integer(10, 100_000),
          "2000",
          "Most kinds of replies that no rule knows kept for one week; further ones are left out.");
  static final Setting<Duration> KEPT_FOR =
      new Setting<>(
          "unknown-replies.kept-for",
          SettingType.duration(Duration.ofDays(7), Duration.ofDays(3653)),
          "56d",
          "How long the weekly list of replies that no rule knows is kept, from the Monday of its week.");

  public static final List<Setting<?>> ALL =
      List.of(KINDS_MAX.whileRunning(), KEPT_FOR.whileRunning());

  public static ReviewSettings from(Settings settings) {
    return new ReviewSettings(settings.get(KINDS_MAX), settings.get(KEPT_FOR));
  }
}
