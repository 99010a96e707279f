package relay.domain.suppression;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How the suppression list is used.
 *
 * @param atDoor what happens to mail for suppressed recipients that is being handed in
 * @param urgentOverridesFull whether mail of lanes otp and transactional is tried although the
 *     mailbox was full for long
 * @param bounces when the rules put a recipient on the list
 * @param spikes when too many of a stream fail at a time, and what follows
 * @param snapshotInterval how often the list is kept in a file for a start without database
 */
public record SuppressionSettings(
    AtDoor atDoor,
    boolean urgentOverridesFull,
    BounceRules bounces,
    SpikeRules spikes,
    Duration snapshotInterval) {

  /** What happens to mail for suppressed recipients at the door. */
  public enum AtDoor {
    /** 550 5.7.1 to the recipient, as early as it is known. */
    REFUSE,
    /** The mail is taken; the recipient ends as suppressed before the first attempt. */
    ACCEPT
  }

  private static final String PREFIX = "suppression.";

  static final Setting<AtDoor> AT_DOOR =
      new Setting<>(
          "suppression.at-door",
          SettingType.oneOf(AtDoor.class),
          "refuse",
          "What happens at the door to a recipient who is suppressed: refuse answers 550 5.7.1, accept takes the mail and ends the recipient as suppressed.");
  static final Setting<Boolean> URGENT_OVERRIDES_FULL =
      new Setting<>(
          "suppression.urgent-overrides-full",
          SettingType.yesNo(),
          "true",
          "Whether mail of lanes otp and transactional is tried although its recipient is suppressed for a full mailbox; no other reason is ever overridden.");
  static final Setting<Duration> SNAPSHOT_INTERVAL =
      new Setting<>(
          "suppression.snapshot-interval",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "1m",
          "How often a changed suppression list is written to a file, for a start without database.");

  /** What a tenant or stream may have otherwise. */
  static final List<Setting<?>> OF_TENANTS =
      Stream.concat(
              Stream.of(AT_DOOR, URGENT_OVERRIDES_FULL),
              Stream.concat(BounceRules.ALL.stream(), SpikeRules.OF_TENANTS.stream()))
          .toList();

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(
          Stream.concat(OF_TENANTS.stream(), Stream.of(SpikeRules.PLACES_MAX, SNAPSHOT_INTERVAL))
              .toList());

  public static SuppressionSettings from(Settings settings) {
    return new SuppressionSettings(
        settings.get(AT_DOOR),
        settings.get(URGENT_OVERRIDES_FULL),
        BounceRules.from(settings),
        SpikeRules.from(settings),
        settings.get(SNAPSHOT_INTERVAL));
  }

  /**
   * The same with some settings otherwise.
   *
   * @param otherwise texts by {@link #shortName}, each of its setting's type
   */
  public SuppressionSettings with(Map<String, String> otherwise) {
    return new SuppressionSettings(
        value(otherwise, AT_DOOR, atDoor),
        value(otherwise, URGENT_OVERRIDES_FULL, urgentOverridesFull),
        bounces.with(otherwise),
        spikes.with(otherwise),
        snapshotInterval);
  }

  static <T> T value(Map<String, String> otherwise, Setting<T> setting, T usual) {
    String text = otherwise.get(shortName(setting));
    return text == null ? usual : setting.type().read(text);
  }

  /** The key without its first word, as rules of tenants name it. */
  static String shortName(Setting<?> setting) {
    return setting.key().substring(PREFIX.length());
  }
}
