package relay.domain.campaign;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import relay.domain.campaign.care.GuardSettings;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How campaigns are sent.
 *
 * @param chunk recipients whose mails are put into the lane in one transaction
 * @param shards parts of a campaign that are worked on at a time
 * @param waitingMax most mails of a campaign that wait to be delivered, where it does not say
 * @param lateMax a start that is later than this asks somebody first
 * @param interval pause between two looks at the campaigns
 * @param guards of campaigns that say nothing themselves
 * @param automation how automations are
 * @param takeOverAfter silence of a node after which another one goes on with its campaigns
 */
public record CampaignSettings(
    int chunk,
    int shards,
    int waitingMax,
    Duration lateMax,
    Duration interval,
    GuardSettings guards,
    AutomationSettings automation,
    Duration takeOverAfter) {
  static final Setting<Integer> CHUNK =
      new Setting<>(
          "campaign.chunk",
          SettingType.integer(1, 5_000),
          "500",
          "Recipients of a campaign whose mails go into the lane in one transaction; so many for each"
              + " shard are repeated after a crash, and the broker must know them again.");
  static final Setting<Integer> SHARDS =
      new Setting<>(
          "campaign.shards",
          SettingType.integer(1, 16),
          "2",
          "Parts of a campaign that are put into the lane at a time, each by a job of its own.");
  static final Setting<Integer> WAITING_MAX =
      new Setting<>(
          "campaign.waiting-max",
          SettingType.integer(1, 10_000_000),
          "5000",
          "Most mails of one campaign that wait to be delivered at a time, where the campaign does not"
              + " say; the others stay in the ledger.");
  static final Setting<Duration> LATE_MAX =
      new Setting<>(
          "campaign.late-max",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(31)),
          "1h",
          "A campaign whose start is missed by more than this is not started before somebody says so.");
  static final Setting<Duration> INTERVAL =
      new Setting<>(
          "campaign.interval",
          SettingType.duration(Duration.ofMillis(50), Duration.ofMinutes(1)),
          "1s",
          "Pause between two looks at the campaigns: when one is due, to be paused, at its end.");

  static final Setting<Duration> TAKE_OVER_AFTER =
      new Setting<>(
          "campaign.take-over-after",
          SettingType.duration(Duration.ofSeconds(30), Duration.ofDays(31)),
          "10m",
          "Silence of a node over the shared database after which another one goes on with its campaigns.");

  public static final List<Setting<?>> ALL =
      Stream.concat(
              Stream.of(
                  CHUNK.whileRunning(),
                  SHARDS,
                  WAITING_MAX.whileRunning(),
                  LATE_MAX.whileRunning(),
                  INTERVAL,
                  TAKE_OVER_AFTER.whileRunning()),
              Stream.concat(GuardSettings.ALL.stream(), AutomationSettings.ALL.stream()))
          .<Setting<?>>map(each -> each)
          .toList();

  public static CampaignSettings from(Settings settings) {
    return new CampaignSettings(
        settings.get(CHUNK),
        settings.get(SHARDS),
        settings.get(WAITING_MAX),
        settings.get(LATE_MAX),
        settings.get(INTERVAL),
        GuardSettings.from(settings),
        AutomationSettings.from(settings),
        settings.get(TAKE_OVER_AFTER));
  }

  /**
   * Refuses to repeat more after a crash than a broker knows again: the ids of other mail, which
   * goes into the same lane before the campaign goes on, need most of its memory.
   *
   * @param duplicateIds how many ids each queue of the broker remembers
   */
  public void checkAgainst(int duplicateIds) {
    if ((long) chunk * shards > duplicateIds / 4) {
      throw new InvalidSetting(
          CHUNK.key(),
          String.valueOf(chunk),
          "times campaign.shards must be at most a quarter of broker.duplicate-ids, which is "
              + duplicateIds);
    }
  }
}
