package relay.domain.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.delivery.Origin;
import relay.domain.traffic.LimitPatch;
import relay.domain.traffic.Source;

/**
 * An address of ours, or one of each family, that mail leaves from.
 *
 * @param ehloName the name given in EHLO from here; empty: as the settings say
 * @param weight its share of a pool's mail beside that of the others
 * @param limits over all other rules, by provider or {@link Source#ANY}
 */
public record EgressSource(
    String name,
    long version,
    Optional<Inet4Address> ipv4,
    Optional<Inet6Address> ipv6,
    Optional<String> ehloName,
    int weight,
    SourceState state,
    Map<String, LimitPatch> limits)
    implements ControlObject {
  static final String KIND = "egress-source";

  public EgressSource {
    limits = Map.copyOf(limits);
  }

  public static ControlKey key(String name) {
    return new ControlKey(KIND, "", name);
  }

  @Override
  public ControlKey key() {
    return key(name);
  }

  @Override
  public EgressSource withVersion(long other) {
    return new EgressSource(name, other, ipv4, ipv6, ehloName, weight, state, limits);
  }

  /** Its addresses, of IPv4 first. */
  public List<InetAddress> addresses() {
    List<InetAddress> addresses = new ArrayList<>(2);
    ipv4.ifPresent(addresses::add);
    ipv6.ifPresent(addresses::add);
    return addresses;
  }

  /** For limits and connections. */
  Source asSource() {
    return new Source(new Origin(name, ipv4.map(a -> a), ipv6.map(a -> a), ehloName), limits);
  }
}
