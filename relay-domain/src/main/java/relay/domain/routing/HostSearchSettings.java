package relay.domain.routing;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How the hosts behind a next hop are found.
 *
 * @param addressesMax how many addresses one attempt tries at most
 * @param hostsMax how many host names one attempt looks up at most
 */
public record HostSearchSettings(
    int mxPort,
    int addressesMax,
    int hostsMax,
    IpFamily ipFamily,
    boolean loopbackAllowed,
    Set<DomainName> ownNames,
    Set<InetAddress> ownAddresses) {
  static final Setting<Integer> MX_PORT =
      new Setting<>(
          "routing.mx-port",
          SettingType.integer(1, 65535),
          "25",
          "The port of mail exchangers; anything but 25 is for tests.");
  static final Setting<Integer> ADDRESSES_MAX =
      new Setting<>(
          "routing.addresses-max",
          SettingType.integer(1, 50),
          "5",
          "How many addresses of a destination one attempt tries at most.");
  static final Setting<Integer> HOSTS_MAX =
      new Setting<>(
          "routing.hosts-max",
          SettingType.integer(1, 100),
          "20",
          "How many mail exchangers of a destination one attempt looks up at most.");
  static final Setting<IpFamily> IP_FAMILY =
      new Setting<>(
          "routing.ip-family",
          SettingType.oneOf(IpFamily.class),
          "ipv4-first",
          "Which addresses of a host are used, and which of them first.");
  static final Setting<Boolean> LOOPBACK_ALLOWED =
      new Setting<>(
          "routing.loopback-allowed",
          SettingType.yesNo(),
          "false",
          "Whether a mail exchanger may have a loopback address; true is for tests.");
  static final Setting<List<DomainName>> OWN_NAMES =
      new Setting<>(
          "routing.own-names",
          SettingType.listOf(SettingType.of("a host name", DomainName::of), 100),
          "",
          "Further host names of this relay, so that MX records that name them are not a loop.");
  static final Setting<List<InetAddress>> OWN_ADDRESSES =
      new Setting<>(
          "routing.own-addresses",
          SettingType.listOf(SettingType.of("an IP address", HostSearchSettings::address), 100),
          "",
          "Addresses under which the world reaches this relay beside those of the machine, such as the outside of a NAT.");

  public static final List<Setting<?>> ALL =
      List.of(
          MX_PORT, ADDRESSES_MAX, HOSTS_MAX, IP_FAMILY, LOOPBACK_ALLOWED, OWN_NAMES, OWN_ADDRESSES);

  public static HostSearchSettings from(Settings settings) {
    return new HostSearchSettings(
        settings.get(MX_PORT),
        settings.get(ADDRESSES_MAX),
        settings.get(HOSTS_MAX),
        settings.get(IP_FAMILY),
        settings.get(LOOPBACK_ALLOWED),
        settings.get(OWN_NAMES).stream().collect(Collectors.toUnmodifiableSet()),
        settings.get(OWN_ADDRESSES).stream().collect(Collectors.toUnmodifiableSet()));
  }

  private static InetAddress address(String text) {
    return IpLiteral.parse(text).orElseThrow(IllegalArgumentException::new);
  }
}
