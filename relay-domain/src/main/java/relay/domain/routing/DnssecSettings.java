package relay.domain.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Who validates answers, and how much work for one answer is enough.
 *
 * @param trustAnchors a file of DS or DNSKEY records; empty: those of the root zone that are
 *     shipped
 * @param questionsMax how many questions one validation may ask, that of the answer itself included
 * @param keysMax how many zones' keys are remembered, or that a zone has none
 * @param nsec3IterationsMax proofs that need more hashing than this say nothing (RFC 9276 3.2)
 * @param checkEvery how often the resolvers are asked whether they do what the mode needs
 */
public record DnssecSettings(
    DnssecMode mode,
    Optional<String> trustAnchors,
    int questionsMax,
    int keysMax,
    int nsec3IterationsMax,
    Duration checkEvery) {
  static final Setting<Boolean> TRUST_AD =
      new Setting<>(
          "dns.trust-ad",
          SettingType.yesNo(),
          "false",
          "The older way to say dns.dnssec = trust-ad.");
  static final Setting<Optional<DnssecMode>> DNSSEC =
      new Setting<>(
          "dns.dnssec",
          SettingType.of("off, trust-ad or validate; may be empty", DnssecSettings::mode),
          "",
          "Who finds out by DNSSEC whether answers are genuine, without which there is no DANE: off,"
              + " nobody; trust-ad, the resolvers, believed when they say so (the AD bit), only for"
              + " resolvers that validate and are reached over a way that nobody else can write to,"
              + " such as one on this machine; validate, the relay itself, for which the resolvers"
              + " need only hand signatures on. Empty: as dns.trust-ad says.");
  static final Setting<String> TRUST_ANCHORS =
      new Setting<>(
          "dns.trust-anchors",
          SettingType.path(),
          "",
          "With dns.dnssec = validate, a file of DS or DNSKEY records in the form of zone files to"
              + " trust instead of the shipped ones of the root zone (KSK-2017 and KSK-2024); may be"
              + " empty.");
  static final Setting<Integer> QUESTIONS_MAX =
      new Setting<>(
          "dns.validation-questions-max",
          SettingType.integer(2, 1000),
          "40",
          "How many questions the validation of one answer may ask, keys and delegations of all"
              + " zones on the way; beyond, the answer counts as none.");
  static final Setting<Integer> KEYS_MAX =
      new Setting<>(
          "dns.validation-keys-max",
          SettingType.integer(10, 1_000_000),
          "5000",
          "Of how many zones the validated keys are remembered, or that they have none.");
  static final Setting<Integer> NSEC3_ITERATIONS_MAX =
      new Setting<>(
          "dns.nsec3-iterations-max",
          SettingType.integer(0, 500),
          "50",
          "Denials of zones that hash names more often than this are not examined and count as"
              + " insecure (RFC 9276).");

  static final Setting<Duration> CHECK_EVERY =
      new Setting<>(
          "dns.check-interval",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
          "15m",
          "How often each resolver is asked for the keys of the root zone, to see whether it does"
              + " what dns.dnssec needs; health tells when it does not. Never with dns.dnssec ="
              + " off.");

  public static final List<Setting<?>> ALL =
      List.of(
          TRUST_AD,
          DNSSEC,
          TRUST_ANCHORS,
          QUESTIONS_MAX,
          KEYS_MAX,
          NSEC3_ITERATIONS_MAX,
          CHECK_EVERY);

  /**
   * @throws InvalidSetting where both settings of the mode are given and speak against each other
   */
  public static DnssecSettings from(Settings settings) {
    boolean trustAd = settings.get(TRUST_AD);
    DnssecMode mode = settings.get(DNSSEC).orElse(trustAd ? DnssecMode.TRUST_AD : DnssecMode.OFF);
    if (trustAd && mode != DnssecMode.TRUST_AD) {
      throw new InvalidSetting(
          DNSSEC.key(), mode.label(), "speaks against dns.trust-ad = true: remove one of them");
    }
    return new DnssecSettings(
        mode,
        Optional.of(settings.get(TRUST_ANCHORS)).filter(f -> !f.isEmpty()),
        settings.get(QUESTIONS_MAX),
        settings.get(KEYS_MAX),
        settings.get(NSEC3_ITERATIONS_MAX),
        settings.get(CHECK_EVERY));
  }

  /** Whether any answer can count as genuine. */
  public boolean isOn() {
    return mode != DnssecMode.OFF;
  }

  private static Optional<DnssecMode> mode(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(SettingType.oneOf(DnssecMode.class).read(text));
  }
}
