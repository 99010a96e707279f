package relay.domain.campaign.care;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What campaigns are guarded by that say nothing themselves.
 *
 * @param limits of every guard
 * @param sample mails before a guard judges
 * @param count how many refusals, complaints and so on there must be
 * @param slowTo percent of its pace at which a slowed campaign goes on
 * @param interval pause between two counts of a campaign
 */
public record GuardSettings(
    Map<Guard, GuardLimit> limits, int sample, int count, int slowTo, Duration interval) {
  private static final Setting<BigDecimal> BOUNCES_SLOW =
      percent("bounces-slow", "5", "refusals for good", "slowed");
  private static final Setting<BigDecimal> BOUNCES_STOP =
      percent("bounces-stop", "10", "refusals for good", "paused");
  private static final Setting<BigDecimal> COMPLAINTS_SLOW =
      percent("complaints-slow", "0.1", "complaints", "slowed");
  private static final Setting<BigDecimal> COMPLAINTS_STOP =
      percent("complaints-stop", "0.3", "complaints", "paused");
  private static final Setting<BigDecimal> DEFERRALS_SLOW =
      percent("deferrals-slow", "40", "mails that have to be tried again", "slowed");
  private static final Setting<BigDecimal> DEFERRALS_STOP =
      percent("deferrals-stop", "75", "mails that have to be tried again", "paused");
  private static final Setting<BigDecimal> UNSUBSCRIBES_SLOW =
      percent("unsubscribes-slow", "2", "recipients who leave by it", "slowed");
  private static final Setting<BigDecimal> UNSUBSCRIBES_STOP =
      percent("unsubscribes-stop", "5", "recipients who leave by it", "paused");
  private static final Setting<Integer> SAMPLE =
      new Setting<>(
          "campaign.guard-sample",
          SettingType.integer(1, Guards.SAMPLE_MAX),
          "200",
          "How many mails of a campaign must have come to something before its guards judge them.");
  private static final Setting<Integer> COUNT =
      new Setting<>(
          "campaign.guard-count",
          SettingType.integer(1, 1_000_000),
          "5",
          "How many refusals, complaints and so on a guard needs to act, however high their share.");
  private static final Setting<Integer> SLOW_TO =
      new Setting<>(
          "campaign.guard-slow-to",
          SettingType.integer(1, 90),
          "25",
          "Percent of its pace of before at which a campaign goes on that a guard has slowed.");
  private static final Setting<Duration> INTERVAL =
      new Setting<>(
          "campaign.guard-interval",
          SettingType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "5s",
          "Pause between two looks of the guards at a campaign; longer where counting its recipients"
              + " takes long.");

  public static final List<Setting<?>> ALL =
      List.of(
          BOUNCES_SLOW.whileRunning(),
          BOUNCES_STOP.whileRunning(),
          COMPLAINTS_SLOW.whileRunning(),
          COMPLAINTS_STOP.whileRunning(),
          DEFERRALS_SLOW.whileRunning(),
          DEFERRALS_STOP.whileRunning(),
          UNSUBSCRIBES_SLOW.whileRunning(),
          UNSUBSCRIBES_STOP.whileRunning(),
          SAMPLE.whileRunning(),
          COUNT.whileRunning(),
          SLOW_TO.whileRunning(),
          INTERVAL.whileRunning());

  public GuardSettings {
    limits = Collections.unmodifiableMap(new EnumMap<>(limits));
  }

  public static GuardSettings from(Settings settings) {
    return new GuardSettings(
        Map.of(
            Guard.BOUNCES,
            GuardLimit.of(settings.get(BOUNCES_SLOW), settings.get(BOUNCES_STOP)),
            Guard.COMPLAINTS,
            GuardLimit.of(settings.get(COMPLAINTS_SLOW), settings.get(COMPLAINTS_STOP)),
            Guard.DEFERRALS,
            GuardLimit.of(settings.get(DEFERRALS_SLOW), settings.get(DEFERRALS_STOP)),
            Guard.UNSUBSCRIBES,
            GuardLimit.of(settings.get(UNSUBSCRIBES_SLOW), settings.get(UNSUBSCRIBES_STOP))),
        settings.get(SAMPLE),
        settings.get(COUNT),
        settings.get(SLOW_TO),
        settings.get(INTERVAL));
  }

  private static Setting<BigDecimal> percent(String key, String usual, String of, String what) {
    return new Setting<>(
        "campaign.guard-" + key,
        SettingType.of("percent from 0 to 100 such as 5 or 0.3; 0: never", GuardSettings::percent),
        usual,
        "Percent of " + of + " from which a campaign is " + what + " that says nothing itself.");
  }

  private static BigDecimal percent(String text) {
    var percent = new BigDecimal(text.strip());
    if (percent.signum() < 0 || percent.compareTo(GuardLimit.MAX) > 0 || percent.scale() > 6) {
      throw new IllegalArgumentException(text);
    }
    return percent;
  }
}
