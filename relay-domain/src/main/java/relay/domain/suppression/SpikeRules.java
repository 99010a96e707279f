package relay.domain.suppression;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * When the failures of a stream are a spike, and what follows.
 *
 * @param mode whose mail is braked
 * @param bounces refusals for good, of all mail that came to an end
 * @param complaints of all mail that was delivered
 * @param timesUsual how many times the usual share it takes beside {@link Thresholds#slow}; twice
 *     as many beside {@link Thresholds#suspend}
 * @param slowTo percent of the pace of before
 * @param slowFor how long a stream is slowed at least
 * @param suspendFor how long it is suspended
 * @param quiet how long nothing is done after somebody ended it by hand
 * @param placesMax streams at providers and domains that are counted at a time on a node
 */
public record SpikeRules(
    Mode mode,
    Thresholds bounces,
    Thresholds complaints,
    double timesUsual,
    int slowTo,
    Duration slowFor,
    Duration suspendFor,
    Duration quiet,
    int placesMax) {

  /** What follows a spike. */
  public enum Mode {
    /** Nothing is counted. */
    OFF,
    /** It is told, and nothing is done. */
    TELL,
    /** Streams of lane bulk are braked; of others it is told. */
    BULK,
    /** All streams are braked. */
    ALL
  }

  /**
   * @param slow share from which a stream is slowed
   * @param suspend share from which it is suspended
   * @param min failures below which nothing is a spike
   * @param window how far back is looked
   */
  public record Thresholds(double slow, double suspend, int min, Duration window) {}

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);

  static final Setting<Mode> MODE =
      new Setting<>(
          "suppression.spikes",
          SettingType.oneOf(Mode.class),
          "bulk",
          "What follows when far more of a stream's mail than usual bounces or is complained about: off nothing, tell an event, bulk also brakes on streams of lane bulk, all on all streams.");
  static final Setting<Double> BOUNCE_SLOW =
      percent(
          "suppression.spike-bounce-slow",
          "10",
          "Percent of refusals for good from which a stream is slowed at that provider.");
  static final Setting<Double> BOUNCE_SUSPEND =
      percent(
          "suppression.spike-bounce-suspend",
          "30",
          "Percent of refusals for good from which it is suspended there.");
  static final Setting<Integer> BOUNCES_MIN =
      new Setting<>(
          "suppression.spike-bounces-min",
          SettingType.integer(2, 1_000_000),
          "50",
          "How many refusals there must be for a spike, however high their share.");
  static final Setting<Duration> BOUNCE_WINDOW =
      new Setting<>(
          "suppression.spike-bounce-window",
          SettingType.duration(MINUTE, WEEK),
          "1h",
          "How far back refusals are looked at.");
  static final Setting<Double> COMPLAINT_SLOW =
      percent(
          "suppression.spike-complaint-slow",
          "0.3",
          "Percent of complaints from which a stream is slowed at that provider.");
  static final Setting<Double> COMPLAINT_SUSPEND =
      percent(
          "suppression.spike-complaint-suspend",
          "1",
          "Percent of complaints from which it is suspended there.");
  static final Setting<Integer> COMPLAINTS_MIN =
      new Setting<>(
          "suppression.spike-complaints-min",
          SettingType.integer(2, 1_000_000),
          "10",
          "How many complaints there must be for a spike, however high their share.");
  static final Setting<Duration> COMPLAINT_WINDOW =
      new Setting<>(
          "suppression.spike-complaint-window",
          SettingType.duration(MINUTE, WEEK),
          "3d",
          "How far back complaints are looked at; they come long after their mail.");
  static final Setting<Double> TIMES_USUAL =
      new Setting<>(
          "suppression.spike-times-usual",
          SettingType.of("a number from 1 to 100", SpikeRules::times),
          "3",
          "How many times the usual share of the stream there it must be, too, to slow it; twice as many to suspend it.");
  static final Setting<Integer> SLOW_TO =
      new Setting<>(
          "suppression.spike-slow-to",
          SettingType.integer(1, 90),
          "25",
          "Percent of its pace of before at which a slowed stream goes on.");
  static final Setting<Duration> SLOW_FOR =
      new Setting<>(
          "suppression.spike-slow-for",
          SettingType.duration(MINUTE, WEEK),
          "1h",
          "How long a stream is slowed; longer while the share stays above half of what began it.");
  static final Setting<Duration> SUSPEND_FOR =
      new Setting<>(
          "suppression.spike-suspend-for",
          SettingType.duration(MINUTE, WEEK),
          "4h",
          "How long a stream is suspended; then it is slowed for a time.");
  static final Setting<Duration> QUIET =
      new Setting<>(
          "suppression.spike-quiet",
          SettingType.duration(Duration.ZERO, Duration.ofDays(30)),
          "12h",
          "How long a stream is left alone there after somebody lifted the brake of a spike.");
  static final Setting<Integer> PLACES_MAX =
      new Setting<>(
          "suppression.spike-places-max",
          SettingType.integer(100, 1_000_000),
          "5000",
          "How many streams at providers and domains a node counts at a time; those that were quiet longest are forgotten.");

  /** What a tenant or stream may have otherwise. */
  static final List<Setting<?>> OF_TENANTS =
      List.of(
          MODE,
          BOUNCE_SLOW,
          BOUNCE_SUSPEND,
          BOUNCES_MIN,
          BOUNCE_WINDOW,
          COMPLAINT_SLOW,
          COMPLAINT_SUSPEND,
          COMPLAINTS_MIN,
          COMPLAINT_WINDOW,
          TIMES_USUAL,
          SLOW_TO,
          SLOW_FOR,
          SUSPEND_FOR,
          QUIET);

  static SpikeRules from(Settings settings) {
    return new SpikeRules(
        settings.get(MODE),
        new Thresholds(
            settings.get(BOUNCE_SLOW),
            settings.get(BOUNCE_SUSPEND),
            settings.get(BOUNCES_MIN),
            settings.get(BOUNCE_WINDOW)),
        new Thresholds(
            settings.get(COMPLAINT_SLOW),
            settings.get(COMPLAINT_SUSPEND),
            settings.get(COMPLAINTS_MIN),
            settings.get(COMPLAINT_WINDOW)),
        settings.get(TIMES_USUAL),
        settings.get(SLOW_TO),
        settings.get(SLOW_FOR),
        settings.get(SUSPEND_FOR),
        settings.get(QUIET),
        settings.get(PLACES_MAX));
  }

  /** The same with some settings otherwise, texts by {@link SuppressionSettings#shortName}. */
  SpikeRules with(Map<String, String> otherwise) {
    return new SpikeRules(
        SuppressionSettings.value(otherwise, MODE, mode),
        new Thresholds(
            SuppressionSettings.value(otherwise, BOUNCE_SLOW, bounces.slow()),
            SuppressionSettings.value(otherwise, BOUNCE_SUSPEND, bounces.suspend()),
            SuppressionSettings.value(otherwise, BOUNCES_MIN, bounces.min()),
            SuppressionSettings.value(otherwise, BOUNCE_WINDOW, bounces.window())),
        new Thresholds(
            SuppressionSettings.value(otherwise, COMPLAINT_SLOW, complaints.slow()),
            SuppressionSettings.value(otherwise, COMPLAINT_SUSPEND, complaints.suspend()),
            SuppressionSettings.value(otherwise, COMPLAINTS_MIN, complaints.min()),
            SuppressionSettings.value(otherwise, COMPLAINT_WINDOW, complaints.window())),
        SuppressionSettings.value(otherwise, TIMES_USUAL, timesUsual),
        SuppressionSettings.value(otherwise, SLOW_TO, slowTo),
        SuppressionSettings.value(otherwise, SLOW_FOR, slowFor),
        SuppressionSettings.value(otherwise, SUSPEND_FOR, suspendFor),
        SuppressionSettings.value(otherwise, QUIET, quiet),
        placesMax);
  }

  private static Setting<Double> percent(String key, String usual, String sentence) {
    return new Setting<>(
        key,
        SettingType.of("percent such as 10 or 0.3, above 0 and up to 100", SpikeRules::share),
        usual,
        sentence);
  }

  private static Double share(String text) {
    double percent = Double.parseDouble(text);
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(text);
    }
    return percent / 100;
  }

  private static Double times(String text) {
    double times = Double.parseDouble(text);
    if (!(times >= 1 && times <= 100)) {
      throw new IllegalArgumentException(text);
    }
    return times;
  }
}
