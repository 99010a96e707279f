package relay.domain.routing;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import relay.domain.mail.IpLiteral;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Whom we ask about domains, how long, and how long we remember.
 *
 * @param servers asked in order; empty: those of the system
 * @param answerTimeout for one server to answer one question
 * @param tries how often each server is asked
 * @param lookupTimeout for one question to all servers together
 * @param ttlMin an answer is remembered at least this long, whatever its TTL
 * @param ttlMax and at most this long
 * @param negativeTtlMax at most this long when it says that there is nothing
 * @param answersMax how many answers are remembered
 * @param dnssec who finds out whether answers are genuine
 */
public record DnsSettings(
    List<Server> servers,
    Duration answerTimeout,
    int tries,
    Duration lookupTimeout,
    Duration ttlMin,
    Duration ttlMax,
    Duration negativeTtlMax,
    int answersMax,
    DnssecSettings dnssec) {
  private static final int PORT = 53;

  static final Setting<List<Server>> SERVERS =
      new Setting<>(
          "dns.servers",
          SettingType.listOf(
              SettingType.of(
                  "an address such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353",
                  DnsSettings::server),
              8),
          "",
          "The DNS resolvers to ask, in order; empty: those of the system.");
  static final Setting<Duration> ANSWER_TIMEOUT =
      new Setting<>(
          "dns.answer-timeout",
          SettingType.duration(Duration.ofMillis(10), Duration.ofMinutes(1)),
          "5s",
          "How long one resolver may take for one answer.");
  static final Setting<Integer> TRIES =
      new Setting<>(
          "dns.tries", SettingType.integer(1, 10), "2", "How often each resolver is asked.");
  static final Setting<Duration> LOOKUP_TIMEOUT =
      new Setting<>(
          "dns.lookup-timeout",
          SettingType.duration(Duration.ofMillis(10), Duration.ofMinutes(5)),
          "20s",
          "How long one question may take, all resolvers and tries together.");
  static final Setting<Duration> TTL_MIN =
      new Setting<>(
          "dns.ttl-min",
          SettingType.duration(Duration.ZERO, Duration.ofHours(1)),
          "5s",
          "How long an answer is remembered at least, even when its TTL is shorter.");
  static final Setting<Duration> TTL_MAX =
      new Setting<>(
          "dns.ttl-max",
          SettingType.duration(Duration.ZERO, Duration.ofDays(7)),
          "1h",
          "How long an answer is remembered at most, even when its TTL is longer.");
  static final Setting<Duration> NEGATIVE_TTL_MAX =
      new Setting<>(
          "dns.negative-ttl-max",
          SettingType.duration(Duration.ZERO, Duration.ofDays(1)),
          "5m",
          "How long it is remembered at most that a name or record does not exist.");
  static final Setting<Integer> ANSWERS_MAX =
      new Setting<>(
          "dns.answers-max",
          SettingType.integer(0, 10_000_000),
          "20000",
          "How many answers are remembered; the one unused for longest goes first.");

  private static final List<Setting<?>> OWN =
      List.of(
          SERVERS,
          ANSWER_TIMEOUT,
          TRIES,
          LOOKUP_TIMEOUT,
          TTL_MIN,
          TTL_MAX,
          NEGATIVE_TTL_MAX,
          ANSWERS_MAX);

  public static final List<Setting<?>> ALL =
      Stream.concat(OWN.stream(), DnssecSettings.ALL.stream()).toList();

  /** A resolver. */
  public record Server(InetAddress address, int port) {}

  public DnsSettings {
    servers = List.copyOf(servers);
  }

  public static DnsSettings from(Settings settings) {
    return new DnsSettings(
        settings.get(SERVERS),
        settings.get(ANSWER_TIMEOUT),
        settings.get(TRIES),
        settings.get(LOOKUP_TIMEOUT),
        settings.get(TTL_MIN),
        settings.get(TTL_MAX),
        settings.get(NEGATIVE_TTL_MAX),
        settings.get(ANSWERS_MAX),
        DnssecSettings.from(settings));
  }

  private static Server server(String text) {
    if (IpLiteral.parse(text).isPresent()) {
      return new Server(IpLiteral.parse(text).get(), PORT);
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      return new Server(
          BracketedAddress.parse(text).orElseThrow(IllegalArgumentException::new), PORT);
    }
    int port = SettingType.integer(1, 65535).read(text.substring(colon + 1));
    String host = text.substring(0, colon);
    return new Server(
        IpLiteral.parse(host)
            .or(() -> BracketedAddress.parse(host))
            .orElseThrow(IllegalArgumentException::new),
        port);
  }
}
