package relay.domain.feedback.review;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * The weekly list of replies that no rule knows, and asking past replies about other rules.
 *
 * @param kindsMax of one week
 * @param keptFor counted from the Monday of a week
 * @param backTestMax replies that are asked about at most
 * @param backTestTime for which the journal is read at most
 */
public record ReviewSettings(
    int kindsMax, Duration keptFor, int backTestMax, Duration backTestTime) {
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
          "How long the weekly list of replies that no rule knows is kept, from the Monday of its"
              + " week.");

  static final Setting<Integer> BACK_TEST_MAX =
      new Setting<>(
          "back-test.replies-max",
          SettingType.integer(1_000, 100_000_000),
          "1000000",
          "Most past replies that one back-test of rules asks about; it says how far it came.");
  static final Setting<Duration> BACK_TEST_TIME =
      new Setting<>(
          "back-test.time-max",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofSeconds(55)),
          "20s",
          "The longest time for which one back-test of rules reads the journal; it says how far it"
              + " came.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(KINDS_MAX, KEPT_FOR, BACK_TEST_MAX, BACK_TEST_TIME));

  public static ReviewSettings from(Settings settings) {
    return new ReviewSettings(
        settings.get(KINDS_MAX),
        settings.get(KEPT_FOR),
        settings.get(BACK_TEST_MAX),
        settings.get(BACK_TEST_TIME));
  }
}
