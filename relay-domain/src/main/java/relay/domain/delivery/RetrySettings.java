package relay.domain.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.InDoubtPolicy;
import relay.domain.mail.Lane;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * When to try again, when to give up, whom to tell.
 *
 * @param jitterPercent each wait is up to so much shorter or longer, by chance
 * @param hintMin shortest time a server may ask for to be obeyed instead of the schedule
 * @param askedMax how long a mail in doubt waits for an operator
 * @param unanswered what becomes of it then; never {@link InDoubtPolicy#ASK}
 * @param stored how long mail is kept for the servers of a domain whose backup we are
 */
public record RetrySettings(
    Map<Lane, LaneRetry> lanes,
    int jitterPercent,
    Duration hintMin,
    Duration hintMax,
    Duration askedMax,
    InDoubtPolicy unanswered,
    Duration stored) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int DELAYS_MAX = 50;

  static final Setting<Integer> JITTER =
      new Setting<>(
          "retry.jitter-percent",
          SettingType.integer(0, 50),
          "15",
          "By how much chance makes each wait shorter or longer, so that mail does not come back in"
              + " waves.");
  static final Setting<Duration> HINT_MIN =
      new Setting<>(
          "retry.hint-min",
          SettingType.duration(SHORTEST, LONGEST),
          "1m",
          "The shortest time in a reply such as \"greylisted, try again in 5 minutes\" that is"
              + " obeyed instead of the schedule.");
  static final Setting<Duration> HINT_MAX =
      new Setting<>(
          "retry.hint-max",
          SettingType.duration(SHORTEST, LONGEST),
          "60m",
          "The longest time in a reply that is obeyed instead of the schedule.");
  static final Setting<Duration> ASKED_MAX =
      new Setting<>(
          "retry.in-doubt-wait",
          SettingType.duration(Duration.ofSeconds(1), LONGEST),
          "3d",
          "How long a mail that may have arrived waits for an operator where in-doubt is ask.");
  static final Setting<Duration> STORED =
      new Setting<>(
          "retry.store-for-primary",
          SettingType.duration(Duration.ofMinutes(1), LONGEST),
          "5d",
          "How long mail of an inbound domain with backup is kept for the domain's own servers"
              + " before it is returned, where the domain does not say (store_for).");
  static final Setting<InDoubtPolicy> UNANSWERED =
      new Setting<>(
          "retry.in-doubt-unanswered",
          withoutAsking(),
          "give-up",
          "What becomes of a mail that may have arrived when no operator decided in time.");
  private static final LaneSettings OTP =
      new LaneSettings(Lane.OTP, "30s,1m,2m,4m", "15m", "0s", true);
  private static final LaneSettings TRANSACTIONAL =
      new LaneSettings(Lane.TRANSACTIONAL, "1m,3m,5m,10m,20m,40m,1h,2h,4h", "48h", "1h", true);
  private static final LaneSettings BULK =
      new LaneSettings(Lane.BULK, "10m,20m,40m,1h,2h,4h", "48h", "0s", false);

  public static final List<Setting<?>> ALL = Setting.whileRunning(all());

  public RetrySettings {
    lanes = new EnumMap<>(lanes);
  }

  public static RetrySettings from(Settings settings) {
    Map<Lane, LaneRetry> lanes = new EnumMap<>(Lane.class);
    for (LaneSettings lane : List.of(OTP, TRANSACTIONAL, BULK)) {
      lanes.put(lane.lane, lane.read(settings));
    }
    return new RetrySettings(
        lanes,
        settings.get(JITTER),
        settings.get(HINT_MIN),
        settings.get(HINT_MAX),
        settings.get(ASKED_MAX),
        settings.get(UNANSWERED),
        settings.get(STORED));
  }

  public LaneRetry of(Lane lane) {
    return lanes.get(lane);
  }

  private static SettingType<InDoubtPolicy> withoutAsking() {
    return SettingType.of(
        "one of retry, give-up",
        text -> {
          InDoubtPolicy policy = SettingType.oneOf(InDoubtPolicy.class).read(text);
          if (policy == InDoubtPolicy.ASK) {
            throw new IllegalArgumentException("nobody is left to ask");
          }
          return policy;
        });
  }

  private static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>();
    for (LaneSettings lane : List.of(OTP, TRANSACTIONAL, BULK)) {
      all.addAll(lane.all());
    }
    all.addAll(List.of(JITTER, HINT_MIN, HINT_MAX, ASKED_MAX, UNANSWERED, STORED));
    return List.copyOf(all);
  }

  /** The same keys for each lane, each with defaults of its own. */
  private static final class LaneSettings {
    private final Lane lane;
    private final Setting<List<Duration>> delays;
    private final Setting<Duration> expireAfter;
    private final Setting<Duration> delayNoticeAfter;
    private final Setting<InDoubtPolicy> inDoubt;
    private final Setting<Boolean> reportsUnasked;

    private LaneSettings(
        Lane lane, String delays, String expireAfter, String notice, boolean reportsUnasked) {
      this.lane = lane;
      String prefix = "retry." + lane.label() + ".";
      String mail = lane.label() + " mail";
      this.delays =
          new Setting<>(
              prefix + "delays",
              atLeastOne(SettingType.listOf(SettingType.duration(SHORTEST, LONGEST), DELAYS_MAX)),
              delays,
              "The waits between the attempts to deliver " + mail + "; the last one repeats.");
      this.expireAfter =
          new Setting<>(
              prefix + "expire-after",
              SettingType.duration(SHORTEST, LONGEST),
              expireAfter,
              "How long after acceptance "
                  + mail
                  + " is given up and reported; at the last attempt that fits in.");
      this.delayNoticeAfter =
          new Setting<>(
              prefix + "delay-notice-after",
              SettingType.duration(Duration.ZERO, LONGEST),
              notice,
              "After which time the sender of " + mail + " learns that it is delayed; 0s: never.");
      this.inDoubt =
          new Setting<>(
              prefix + "in-doubt",
              SettingType.oneOf(InDoubtPolicy.class),
              "retry",
              "When "
                  + mail
                  + " may or may not have arrived: retry (perhaps twice), give-up (and tell the"
                  + " sender) or ask (hold it until an operator decides).");
      this.reportsUnasked =
          new Setting<>(
              prefix + "reports-unasked",
              SettingType.yesNo(),
              Boolean.toString(reportsUnasked),
              "Whether senders of "
                  + mail
                  + " get failure and delay reports by mail without asking for them (NOTIFY).");
    }

    private List<Setting<?>> all() {
      return List.of(delays, expireAfter, delayNoticeAfter, inDoubt, reportsUnasked);
    }

    private LaneRetry read(Settings settings) {
      return new LaneRetry(
          settings.get(delays),
          settings.get(expireAfter),
          Optional.of(settings.get(delayNoticeAfter)).filter(d -> !d.isZero()),
          settings.get(inDoubt),
          settings.get(reportsUnasked));
    }

    private static SettingType<List<Duration>> atLeastOne(SettingType<List<Duration>> list) {
      return SettingType.of(
          list.rule() + ", at least one",
          text -> {
            if (text.isEmpty()) {
              throw new IllegalArgumentException("no delay");
            }
            return list.read(text);
          });
    }
  }
}
