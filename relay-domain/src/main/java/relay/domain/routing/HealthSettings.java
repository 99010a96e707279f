package relay.domain.routing;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * When a target of a route is left alone, and when it is used again.
 *
 * @param failuresMax so many attempts in a row that went wrong put it down
 * @param failurePercentMax so large a share of the latest attempts does, too
 * @param successesToReturn so many tries in a row that went well bring it back
 * @param pauseMin of the first rest; each further one is twice as long
 * @param pauseMax the longest rest
 * @param testMax how long a test of a route may talk to its hosts
 * @param calm a target that was up for so long begins again with the shortest rest
 */
public record HealthSettings(
    int failuresMax,
    int failurePercentMax,
    int successesToReturn,
    Duration pauseMin,
    Duration pauseMax,
    Duration calm,
    Duration testMax) {
  /** No target ever goes down. */
  static final HealthSettings NEVER =
      new HealthSettings(
          Integer.MAX_VALUE,
          101,
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ZERO,
          Duration.ofSeconds(20));

  static final Setting<Integer> FAILURES_MAX =
      new Setting<>(
          "route-health.failures-max",
          SettingType.integer(1, 1000),
          "3",
          "After so many attempts in a row that a target did not take, mail goes to those that"
              + " stand in.");
  static final Setting<Integer> FAILURE_PERCENT_MAX =
      new Setting<>(
          "route-health.failure-percent-max",
          SettingType.integer(1, 100),
          "60",
          "The same when so many per cent of the latest attempts went wrong.");
  static final Setting<Integer> SUCCESSES_TO_RETURN =
      new Setting<>(
          "route-health.successes-to-return",
          SettingType.integer(1, 1000),
          "3",
          "So many tries in a row must go well before a target has all its mail again.");
  static final Setting<Duration> PAUSE_MIN =
      new Setting<>(
          "route-health.pause-min",
          SettingType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "30s",
          "How long a target is left alone before one mail is tried there; twice as long each time"
              + " that goes wrong.");
  static final Setting<Duration> PAUSE_MAX =
      new Setting<>(
          "route-health.pause-max",
          SettingType.duration(Duration.ofMillis(100), Duration.ofDays(1)),
          "15m",
          "The longest time for which a target is left alone.");
  static final Setting<Duration> CALM =
      new Setting<>(
          "route-health.calm",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          "30m",
          "A target that goes down again sooner than this is left alone for longer than the last"
              + " time.");

  static final Setting<Duration> TEST_MAX =
      new Setting<>(
          "route-health.test-max",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofMinutes(2)),
          "20s",
          "How long a test of a route (relay route test --connect) may talk to all its hosts"
              + " together.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(
          List.of(
              FAILURES_MAX,
              FAILURE_PERCENT_MAX,
              SUCCESSES_TO_RETURN,
              PAUSE_MIN,
              PAUSE_MAX,
              CALM,
              TEST_MAX));

  public static HealthSettings from(Settings settings) {
    return new HealthSettings(
        settings.get(FAILURES_MAX),
        settings.get(FAILURE_PERCENT_MAX),
        settings.get(SUCCESSES_TO_RETURN),
        settings.get(PAUSE_MIN),
        settings.get(PAUSE_MAX),
        settings.get(CALM),
        settings.get(TEST_MAX));
  }
}
