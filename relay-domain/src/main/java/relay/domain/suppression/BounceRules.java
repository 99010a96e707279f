package relay.domain.suppression;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * When mail that fails suppresses its recipient.
 *
 * @param enabled whether the rules put anybody on the list
 * @param hard refusals for good that are enough
 * @param hardWithoutStatus the same, where the server gave no enhanced status
 * @param points of soft failures that are enough, when they fell on enough days within the window
 * @param days different days with soft failures
 * @param window how long a failure counts
 * @param fullFor how long a mailbox is full before it is suppressed
 * @param weights points of a failure by what it is about; none for what is not in it
 * @param terms how long the first, second ... suppression lasts; zero and past the last: for ever
 * @param domainResults how often a domain is found not to exist before it is suppressed
 * @param domainApart time between two such findings that count
 */
public record BounceRules(
    boolean enabled,
    int hard,
    int hardWithoutStatus,
    double points,
    int days,
    Duration window,
    Duration fullFor,
    Map<ReplyClass, Double> weights,
    List<Duration> terms,
    int domainResults,
    Duration domainApart) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(366);
  private static final Pattern WEIGHT =
      Pattern.compile("\\s*([a-z-]+)=(\\d{1,3}(\\.\\d{1,2})?)\\s*");

  /** A class and its points. */
  record Weight(ReplyClass about, double points) {
    static Weight read(String text) {
      Matcher matcher = WEIGHT.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(text);
      }
      return new Weight(
          classOf(matcher.group(1))
              .filter(Weight::isSoft)
              .orElseThrow(() -> new IllegalArgumentException(text)),
          Double.parseDouble(matcher.group(2)));
    }

    /** What a server thinks of the sender or of the mail is never the recipient's fault. */
    private static boolean isSoft(ReplyClass about) {
      return switch (about) {
        case MAILBOX_FULL, POLICY, EXPIRED, UNKNOWN, RELAY_DENIED, TOO_BIG -> true;
        default -> false;
      };
    }
  }

  static final Setting<Boolean> ENABLED =
      new Setting<>(
          "suppression.by-rule",
          SettingType.yesNo(),
          "true",
          "Whether bounces and complaints put recipients on the suppression list.");
  static final Setting<Integer> HARD =
      new Setting<>(
          "suppression.hard",
          SettingType.integer(1, 100),
          "1",
          "How many refusals for good (unknown, inactive, moved) suppress a recipient.");
  static final Setting<Integer> HARD_WITHOUT_STATUS =
      new Setting<>(
          "suppression.hard-without-status",
          SettingType.integer(1, 100),
          "2",
          "How many such refusals it takes where the server gave no enhanced status.");
  static final Setting<Double> POINTS =
      new Setting<>(
          "suppression.soft-points",
          SettingType.of("a number of points such as 5 or 2.5, above 0", BounceRules::points),
          "5",
          "How many points of soft failures suppress a recipient; a delivery sets them to 0.");
  static final Setting<Integer> DAYS =
      new Setting<>(
          "suppression.soft-days",
          SettingType.integer(1, 365),
          "3",
          "On how many different days the soft failures must fall.");
  static final Setting<Duration> WINDOW =
      new Setting<>(
          "suppression.soft-window",
          SettingType.duration(DAY, YEAR),
          "30d",
          "How long a failure counts.");
  static final Setting<Duration> FULL_FOR =
      new Setting<>(
          "suppression.full-for",
          SettingType.duration(DAY, YEAR),
          "14d",
          "How long a mailbox must have been full before its recipient is suppressed.");
  static final Setting<List<Weight>> WEIGHTS =
      new Setting<>(
          "suppression.weights",
          SettingType.listOf(
              SettingType.of(
                  "a class and its points such as policy=0.5, of mailbox-full, policy, expired,"
                      + " unknown, relay-denied, too-big",
                  Weight::read),
              20),
          "mailbox-full=1, policy=0.5, expired=0.5, unknown=1, relay-denied=0.5",
          "Points of a soft failure by what it is about; blocks, spam and rates never count against a recipient.");
  static final Setting<List<Duration>> TERMS =
      new Setting<>(
          "suppression.terms",
          SettingType.listOf(
              new SettingType<>(
                  "a duration such as 30d; 0s for ever",
                  text ->
                      SettingType.duration(Duration.ZERO, YEAR.multipliedBy(10))
                          .read(text.strip())),
              20),
          "30d, 180d",
          "How long the first, second ... suppression of a recipient by rule lasts; those after the last are for ever.");
  static final Setting<Integer> DOMAIN_RESULTS =
      new Setting<>(
          "suppression.domain-results",
          SettingType.integer(2, 100),
          "2",
          "How often a domain must be found not to exist or to take no mail before it is suppressed.");
  static final Setting<Duration> DOMAIN_APART =
      new Setting<>(
          "suppression.domain-apart",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
          "24h",
          "How far apart two such findings must be.");

  static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          HARD,
          HARD_WITHOUT_STATUS,
          POINTS,
          DAYS,
          WINDOW,
          FULL_FOR,
          WEIGHTS,
          TERMS,
          DOMAIN_RESULTS,
          DOMAIN_APART);

  static BounceRules from(Settings settings) {
    return of(
        new Source() {
          @Override
          public <T> T get(Setting<T> setting) {
            return settings.get(setting);
          }
        });
  }

  /** The same with some settings otherwise, texts by {@link SuppressionSettings#shortName}. */
  BounceRules with(Map<String, String> otherwise) {
    return new BounceRules(
        SuppressionSettings.value(otherwise, ENABLED, enabled),
        SuppressionSettings.value(otherwise, HARD, hard),
        SuppressionSettings.value(otherwise, HARD_WITHOUT_STATUS, hardWithoutStatus),
        SuppressionSettings.value(otherwise, POINTS, points),
        SuppressionSettings.value(otherwise, DAYS, days),
        SuppressionSettings.value(otherwise, WINDOW, window),
        SuppressionSettings.value(otherwise, FULL_FOR, fullFor),
        otherwise.containsKey(SuppressionSettings.shortName(WEIGHTS))
            ? byClass(SuppressionSettings.value(otherwise, WEIGHTS, List.of()))
            : weights,
        SuppressionSettings.value(otherwise, TERMS, terms),
        SuppressionSettings.value(otherwise, DOMAIN_RESULTS, domainResults),
        SuppressionSettings.value(otherwise, DOMAIN_APART, domainApart));
  }

  /** Where the values come from. */
  private interface Source {
    <T> T get(Setting<T> setting);
  }

  private static BounceRules of(Source source) {
    return new BounceRules(
        source.get(ENABLED),
        source.get(HARD),
        source.get(HARD_WITHOUT_STATUS),
        source.get(POINTS),
        source.get(DAYS),
        source.get(WINDOW),
        source.get(FULL_FOR),
        byClass(source.get(WEIGHTS)),
        source.get(TERMS),
        source.get(DOMAIN_RESULTS),
        source.get(DOMAIN_APART));
  }

  private static Map<ReplyClass, Double> byClass(List<Weight> weights) {
    Map<ReplyClass, Double> byClass = new EnumMap<>(ReplyClass.class);
    weights.forEach(w -> byClass.put(w.about(), w.points()));
    return byClass;
  }

  /** How long a suppression lasts that comes after so many; empty: for ever. */
  Optional<Duration> term(int before) {
    return before < terms.size()
        ? Optional.of(terms.get(before)).filter(d -> !d.isZero())
        : Optional.empty();
  }

  private static Double points(String text) {
    double points = Double.parseDouble(text);
    if (!(points > 0 && points <= 1000)) {
      throw new IllegalArgumentException(text);
    }
    return points;
  }

  /** The class of a word in any of the forms in which journal and settings write it. */
  static Optional<ReplyClass> classOf(String word) {
    String name = word.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    for (ReplyClass each : ReplyClass.values()) {
      if (each.name().equals(name)) {
        return Optional.of(each);
      }
    }
    // The journal's word for it.
    return name.equals("DNS_TEMPORARY") ? Optional.of(ReplyClass.DNS_TEMP) : Optional.empty();
  }
}
