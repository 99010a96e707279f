package relay.domain.warmup;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * When a sending day counts, and what lets the next bring more.
 *
 * @param usedPercent of its budget that a day must have used to count
 * @param deferralPercentMax above it the plan stays on its day, above twice as much it steps back;
 *     so do the next three
 * @param idle without mail to a provider after which its plan begins anew
 * @param putOffMax the longest time for which a mail is put off at once
 * @param startWait the longest time after a start for which a mail waits until what was sent before
 *     is known
 */
public record WarmUpSettings(
    int usedPercent,
    int deferralPercentMax,
    int bouncePercentMax,
    int blockPercentMax,
    int complaintPermilleMax,
    Duration idle,
    Duration putOffMax,
    Duration startWait) {
  static final Setting<Integer> USED_PERCENT =
      new Setting<>(
          "warm-up.used-percent",
          SettingType.integer(1, 100),
          "60",
          "A day counts as a sending day of a warm-up plan when so much of its budget was used.");
  static final Setting<Integer> DEFERRAL_PERCENT_MAX =
      new Setting<>(
          "warm-up.deferral-percent-max",
          SettingType.integer(1, 100),
          "5",
          "A day with more deferrals by a provider does not raise the budget of a warm-up plan; one"
              + " with more than twice as many lowers it.");
  static final Setting<Integer> BOUNCE_PERCENT_MAX =
      new Setting<>(
          "warm-up.bounce-percent-max",
          SettingType.integer(1, 100),
          "2",
          "The same for recipients that do not exist.");
  static final Setting<Integer> BLOCK_PERCENT_MAX =
      new Setting<>(
          "warm-up.block-percent-max",
          SettingType.integer(1, 100),
          "1",
          "The same for replies that block our address or take the mail for spam.");
  static final Setting<Integer> COMPLAINT_PERMILLE_MAX =
      new Setting<>(
          "warm-up.complaint-permille-max",
          SettingType.integer(1, 1000),
          "1",
          "The same for complaints, in thousandths.");
  static final Setting<Duration> IDLE =
      new Setting<>(
          "warm-up.idle",
          SettingType.duration(Duration.ofDays(1), Duration.ofDays(366)),
          "30d",
          "A source that sent a provider nothing for so long is warmed up for it anew.");
  static final Setting<Duration> PUT_OFF_MAX =
      new Setting<>(
          "warm-up.put-off-max",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(24)),
          "1h",
          "The longest time for which a mail is put off at once because all its sources are being"
              + " warmed up.");
  static final Setting<Duration> START_WAIT =
      new Setting<>(
          "warm-up.start-wait",
          SettingType.duration(Duration.ZERO, Duration.ofHours(1)),
          "30s",
          "The longest time after a start, counted from the first mail that asks, for which sources"
              + " that are being warmed up make no first attempts because what they sent before"
              + " could not be read from the database.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(
          List.of(
              USED_PERCENT,
              DEFERRAL_PERCENT_MAX,
              BOUNCE_PERCENT_MAX,
              BLOCK_PERCENT_MAX,
              COMPLAINT_PERMILLE_MAX,
              IDLE,
              PUT_OFF_MAX,
              START_WAIT));

  public static WarmUpSettings from(Settings settings) {
    return new WarmUpSettings(
        settings.get(USED_PERCENT),
        settings.get(DEFERRAL_PERCENT_MAX),
        settings.get(BOUNCE_PERCENT_MAX),
        settings.get(BLOCK_PERCENT_MAX),
        settings.get(COMPLAINT_PERMILLE_MAX),
        settings.get(IDLE),
        settings.get(PUT_OFF_MAX),
        settings.get(START_WAIT));
  }
}
