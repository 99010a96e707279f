package relay.domain.pop;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import relay.domain.listener.CertificateSource;
import relay.domain.listener.TlsMode;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.NetworkRange;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * SMTP-after-POP, for clients that know no AUTH. What one session may take is the SMTP listeners'
 * {@link relay.domain.listener.SessionLimits}.
 *
 * @param enabled off unless the operator wants it
 * @param address to listen on
 * @param port 0 for one that the system chooses
 * @param tls STARTTLS (which POP3 calls STLS) or IMPLICIT, never NONE
 * @param certificate of the SMTP listener that is named
 * @param openFor how long an address may send after a login
 * @param networks whose addresses may be opened; empty: any
 * @param entriesMax addresses that are open at a time
 * @param connections at one time
 * @param idle until the next whole line
 */
public record PopSettings(
    boolean enabled,
    InetAddress address,
    int port,
    TlsMode tls,
    CertificateSource certificate,
    Duration openFor,
    List<NetworkRange> networks,
    int entriesMax,
    int connections,
    Duration idle) {
  private static final Duration SECOND = Duration.ofSeconds(1);

  static final Setting<Boolean> ENABLED =
      new Setting<>(
          "pop.enabled",
          SettingType.yesNo(),
          "false",
          "Whether there is a POP3 listener that opens the address of whoever logs in for mail"
              + " without a login (SMTP-after-POP). Everybody behind that address may then send as"
              + " that user: only for devices that know no AUTH.");
  static final Setting<InetAddress> ADDRESS =
      new Setting<>(
          "pop.address",
          SettingType.of(
              "an IPv4 or IPv6 address; 0.0.0.0 or :: for all",
              text -> IpLiteral.parse(text).orElseThrow(IllegalArgumentException::new)),
          "127.0.0.1",
          "The address the POP3 listener is bound to.");
  static final Setting<Integer> PORT =
      new Setting<>(
          "pop.port",
          SettingType.port(),
          "2110",
          "The port of the POP3 listener; 0 lets the system choose one.");
  static final Setting<TlsMode> TLS =
      new Setting<>(
          "pop.tls",
          SettingType.of("starttls or implicit", PopSettings::tlsMode),
          "starttls",
          "Whether the POP3 listener offers STLS or speaks TLS from the first octet; a password in"
              + " clear text is never looked at.");
  static final Setting<String> CERTIFICATE_OF =
      new Setting<>(
          "pop.certificate-of",
          SettingType.text(),
          "submission",
          "The SMTP listener whose certificate the POP3 listener shows.");
  static final Setting<Duration> OPEN_FOR =
      new Setting<>(
          "pop.open-for",
          SettingType.duration(SECOND, Duration.ofDays(1)),
          "10m",
          "How long an address may send without a login after one over POP3; each login begins it"
              + " anew.");
  static final Setting<List<NetworkRange>> NETWORKS =
      new Setting<>(
          "pop.networks",
          SettingType.listOf(
              SettingType.of(
                  "an address or block such as 192.0.2.7, 10.0.0.0/8, 2001:db8::/32",
                  NetworkRange::parse),
              100),
          "",
          "The networks whose addresses may be opened; empty: any. Name those of the devices, and"
              + " never a proxy or load balancer.");
  static final Setting<Integer> ENTRIES_MAX =
      new Setting<>(
          "pop.addresses-max",
          SettingType.integer(1, 1_000_000),
          "10000",
          "Most addresses that are open at a time; beyond it the one longest unused is closed.");
  static final Setting<Integer> CONNECTIONS =
      new Setting<>(
          "pop.connections-max",
          SettingType.integer(1, 10_000),
          "50",
          "Most POP3 connections at one time; limits for one client are those of smtp.*.");
  // RFC 1939 3: ten minutes at least.
  static final Setting<Duration> IDLE =
      new Setting<>(
          "pop.idle-timeout",
          SettingType.duration(Duration.ofMillis(10), Duration.ofDays(1)),
          "10m",
          "How long a POP3 session may say nothing.");

  public static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          ADDRESS,
          PORT,
          TLS,
          CERTIFICATE_OF,
          OPEN_FOR,
          NETWORKS,
          ENTRIES_MAX,
          CONNECTIONS,
          IDLE);

  public PopSettings {
    networks = List.copyOf(networks);
  }

  public static PopSettings from(Settings settings) {
    return new PopSettings(
        settings.get(ENABLED),
        settings.get(ADDRESS),
        settings.get(PORT),
        settings.get(TLS),
        CertificateSource.from(settings, settings.get(CERTIFICATE_OF)),
        settings.get(OPEN_FOR),
        settings.get(NETWORKS),
        settings.get(ENTRIES_MAX),
        settings.get(CONNECTIONS),
        settings.get(IDLE));
  }

  /**
   * Whether a login from this address may open it. Not from a loopback address when the listener is
   * open to the network: that is a port forwarder, and behind it may be anybody.
   */
  public boolean mayOpen(InetAddress client) {
    boolean forwarded = client.isLoopbackAddress() && !address.isLoopbackAddress();
    return !forwarded
        && (networks.isEmpty() || networks.stream().anyMatch(range -> range.contains(client)));
  }

  private static TlsMode tlsMode(String text) {
    TlsMode mode = SettingType.oneOf(TlsMode.class).read(text);
    if (mode == TlsMode.NONE) {
      throw new IllegalArgumentException("passwords do not travel in clear text");
    }
    return mode;
  }
}
