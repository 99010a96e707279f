package relay.domain.transport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How MTA-STS policies are fetched and kept.
 *
 * @param enabled whether they are looked for at all
 * @param port of policy servers
 * @param trustAnchors a PEM file of further authorities for them; empty: none
 * @param fetchTimeout for one policy, from connecting to the last octet
 * @param patience how long a mail waits for one
 * @param retry after a failure
 * @param refresh how old a policy becomes before it is fetched again beforehand
 * @param octetsMax of a policy
 * @param policiesMax how many are kept
 */
public record MtaStsSettings(
    boolean enabled,
    int port,
    Optional<String> trustAnchors,
    Duration fetchTimeout,
    Duration patience,
    Duration retry,
    Duration refresh,
    int octetsMax,
    int policiesMax) {

  static final Setting<Boolean> ENABLED =
      new Setting<>(
          "mta-sts.enabled",
          SettingType.yesNo(),
          "true",
          "Whether MTA-STS policies of recipient domains are looked for where the TLS policy is"
              + " auto.");
  static final Setting<Integer> PORT =
      new Setting<>(
          "mta-sts.https-port",
          SettingType.integer(1, 65535),
          "443",
          "The port of policy servers; anything but 443 is for tests.");
  static final Setting<String> TRUST_ANCHORS =
      new Setting<>(
          "mta-sts.trust-anchors",
          SettingType.path(),
          "",
          "A PEM file of certificate authorities to trust for policy servers beside those of the"
              + " JDK; may be empty.");
  static final Setting<Duration> FETCH_TIMEOUT =
      new Setting<>(
          "mta-sts.fetch-timeout",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "30s",
          "How long the fetch of one policy may take.");
  static final Setting<Duration> WAIT =
      new Setting<>(
          "mta-sts.wait",
          SettingType.duration(Duration.ZERO, Duration.ofMinutes(1)),
          "5s",
          "How long a mail to a domain that announces a policy waits for it the first time; then it"
              + " goes on as if there were none, and the fetch goes on too.");
  static final Setting<Duration> RETRY =
      new Setting<>(
          "mta-sts.retry",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "5m",
          "How long after a failed fetch the policy server is asked again.");
  static final Setting<Duration> REFRESH =
      new Setting<>(
          "mta-sts.refresh",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
          "1d",
          "How old a policy becomes before it is fetched again, though its id is the same: so that"
              + " it does not run out.");
  static final Setting<Integer> OCTETS_MAX =
      new Setting<>(
          "mta-sts.octets-max",
          SettingType.integer(1024, 1024 * 1024),
          "65536",
          "The longest policy that is taken.");
  static final Setting<Integer> POLICIES_MAX =
      new Setting<>(
          "mta-sts.policies-max",
          SettingType.integer(1, 1_000_000),
          "20000",
          "How many policies are kept; the one unused for longest goes first.");

  public static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          PORT,
          TRUST_ANCHORS,
          FETCH_TIMEOUT,
          WAIT,
          RETRY,
          REFRESH,
          OCTETS_MAX,
          POLICIES_MAX);

  public static MtaStsSettings from(Settings settings) {
    return new MtaStsSettings(
        settings.get(ENABLED),
        settings.get(PORT),
        Optional.of(settings.get(TRUST_ANCHORS)).filter(t -> !t.isEmpty()),
        settings.get(FETCH_TIMEOUT),
        settings.get(WAIT),
        settings.get(RETRY),
        settings.get(REFRESH),
        settings.get(OCTETS_MAX),
        settings.get(POLICIES_MAX));
  }
}
