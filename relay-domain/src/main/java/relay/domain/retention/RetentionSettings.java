package relay.domain.retention;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Ages past which records go.
 *
 * @param journal age of a journal file, counted from its last event
 * @param messages age of a finished mail in the message view, counted from its acceptance
 * @param contents age of a kept content, counted from its arrival
 * @param campaigns age of the rows of a campaign's recipients, counted from its end
 * @param interval pause between two runs by schedule
 * @param batch most mails removed in one transaction
 */
public record RetentionSettings(
    Duration journal,
    Duration messages,
    Duration contents,
    Duration campaigns,
    Duration interval,
    int batch) {
  private static final Duration TEN_YEARS = Duration.ofDays(3653);
  static final Setting<Duration> JOURNAL =
      new Setting<>(
          "retention.journal",
          SettingType.duration(Duration.ofSeconds(1), TEN_YEARS),
          "30d",
          "Age at which journal files are removed; open mail and the message view keep theirs.");
  static final Setting<Duration> MESSAGES =
      new Setting<>(
          "retention.messages",
          SettingType.duration(Duration.ofSeconds(1), TEN_YEARS),
          "90d",
          "Age at which finished mails leave the message view; a stream's record_retention goes before it.");
  static final Setting<Duration> CONTENTS =
      new Setting<>(
          "retention.contents",
          SettingType.duration(Duration.ofSeconds(1), TEN_YEARS),
          "30d",
          "Age at which kept contents of mails (the sandbox) are removed; a stream's content_retention goes before it.");
  static final Setting<Duration> CAMPAIGNS =
      new Setting<>(
          "retention.campaigns",
          SettingType.duration(Duration.ofSeconds(1), TEN_YEARS),
          "90d",
          "Time after the end of a campaign at which the rows of its recipients are removed; its report stays.");
  static final Setting<Duration> INTERVAL =
      new Setting<>(
          "retention.interval",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(31)),
          "6h",
          "Pause between two runs of the prune job by schedule.");
  static final Setting<Integer> BATCH =
      new Setting<>(
          "retention.batch",
          SettingType.integer(1, 10_000),
          "500",
          "Most mails that the prune job removes in one transaction.");

  public static final List<Setting<?>> ALL =
      List.of(
          JOURNAL.whileRunning(),
          MESSAGES.whileRunning(),
          CONTENTS.whileRunning(),
          CAMPAIGNS.whileRunning(),
          INTERVAL,
          BATCH.whileRunning());

  public static RetentionSettings from(Settings settings) {
    return new RetentionSettings(
        settings.get(JOURNAL),
        settings.get(MESSAGES),
        settings.get(CONTENTS),
        settings.get(CAMPAIGNS),
        settings.get(INTERVAL),
        settings.get(BATCH));
  }
}
