package relay.domain.listener;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.NetworkRange;
import relay.domain.reception.ListenerRole;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * One listener.
 *
 * @param name as in the settings; stands in journal and trace
 * @param address to listen on; the wildcard address for all
 * @param port 0 for one that the system chooses
 * @param proxyPeers who may send a PROXY header; with one expected, nobody else is served
 * @param xclientPeers who may use XCLIENT; empty switches the command off
 * @param loginInClearFromLoopback whether AUTH is offered without TLS to clients on this machine
 */
public record ListenerSettings(
    String name,
    InetAddress address,
    int port,
    ListenerRole role,
    TlsMode tls,
    CertificateSource certificate,
    ClientCertificates clientCertificates,
    ProxyProtocol proxy,
    List<NetworkRange> proxyPeers,
    List<NetworkRange> xclientPeers,
    boolean loginInClearFromLoopback) {

  static final SettingType<NetworkRange> RANGE =
      SettingType.of(
          "an address or block such as 192.0.2.7, 10.0.0.0/8, 2001:db8::/32", NetworkRange::parse);
  static final Setting<InetAddress> ADDRESS =
      new Setting<>(
          "listener.*.address",
          SettingType.of(
              "an IPv4 or IPv6 address; 0.0.0.0 or :: for all",
              text -> IpLiteral.parse(text).orElseThrow(IllegalArgumentException::new)),
          "127.0.0.1",
          "The address the listener is bound to.");
  static final Setting<Integer> PORT =
      new Setting<>(
          "listener.*.port",
          SettingType.port(),
          "2525",
          "The port of the listener; 0 lets the system choose one.");
  static final Setting<ListenerRole> ROLE =
      new Setting<>(
          "listener.*.role",
          SettingType.oneOf(ListenerRole.class),
          "submission",
          "Whether users hand in mail here (submission, offers AUTH) or servers bring mail for our"
              + " domains (inbound).");
  static final Setting<TlsMode> TLS =
      new Setting<>(
          "listener.*.tls",
          SettingType.oneOf(TlsMode.class),
          "starttls",
          "Whether the listener offers STARTTLS, speaks TLS from the first octet (implicit), or"
              + " neither (none).");
  static final Setting<ProxyProtocol> PROXY =
      new Setting<>(
          "listener.*.proxy-protocol",
          SettingType.oneOf(ProxyProtocol.class),
          "none",
          "The version of the PROXY protocol that every connection must begin with.");
  static final Setting<List<NetworkRange>> PROXY_PEERS =
      new Setting<>(
          "listener.*.proxy-peers",
          SettingType.listOf(RANGE, 100),
          "",
          "The load balancers whose PROXY headers are believed; connections from elsewhere are"
              + " refused.");
  static final Setting<List<NetworkRange>> XCLIENT_PEERS =
      new Setting<>(
          "listener.*.xclient-peers",
          SettingType.listOf(RANGE, 100),
          "",
          "The proxies that may use XCLIENT; empty switches the command off.");
  static final Setting<Boolean> LOGIN_IN_CLEAR =
      new Setting<>(
          "listener.*.login-in-clear-from-loopback",
          SettingType.yesNo(),
          "false",
          "Whether clients on this machine may log in without TLS.");

  public static final List<Setting<?>> ALL =
      List.of(
          ADDRESS,
          PORT,
          ROLE,
          TLS,
          CertificateSource.CERTIFICATE,
          CertificateSource.PRIVATE_KEY,
          CertificateSource.KEYSTORE,
          CertificateSource.KEYSTORE_PASSWORD,
          ClientCertificates.REQUEST,
          ClientCertificates.AUTHORITIES,
          PROXY,
          PROXY_PEERS,
          XCLIENT_PEERS,
          LOGIN_IN_CLEAR);

  private static final String DEFAULT_NAME = "submission";

  /**
   * The listeners that the settings name; one called {@code submission}, reachable from this
   * machine only, when they name none.
   */
  public static List<ListenerSettings> from(Settings settings) {
    SortedSet<String> names = new TreeSet<>();
    ALL.forEach(setting -> names.addAll(settings.names(setting)));
    if (names.isEmpty()) {
      names.add(DEFAULT_NAME);
    }
    List<ListenerSettings> listeners = new ArrayList<>();
    names.forEach(name -> listeners.add(named(name, settings)));
    return List.copyOf(listeners);
  }

  private static ListenerSettings named(String name, Settings settings) {
    return new ListenerSettings(
        name,
        settings.get(ADDRESS, name),
        settings.get(PORT, name),
        settings.get(ROLE, name),
        settings.get(TLS, name),
        CertificateSource.from(settings, name),
        ClientCertificates.from(settings, name),
        settings.get(PROXY, name),
        settings.get(PROXY_PEERS, name),
        settings.get(XCLIENT_PEERS, name),
        settings.get(LOGIN_IN_CLEAR, name));
  }

  /** Whether clients may come through others, who tell us for whom they speak. */
  public boolean hasProxy() {
    return proxy != ProxyProtocol.NONE || !xclientPeers.isEmpty();
  }
}
