package relay.domain.routing;

import java.net.InetAddress;
import java.util.Set;
import relay.domain.mail.DomainName;

/**
 * How other hosts know this relay, so that mail for a domain that points here is not sent to
 * itself.
 *
 * @param names host names of ours
 * @param addresses addresses under which the world reaches our listeners on whatever port, such as
 *     the outside of a NAT
 * @param interfaces addresses of this machine; they are us only together with a listener's port,
 *     for another mail server may live here
 */
public record Ourselves(
    Set<DomainName> names,
    Set<InetAddress> addresses,
    Set<InetAddress> interfaces,
    Set<Integer> listenerPorts) {
  public Ourselves {
    names = Set.copyOf(names);
    addresses = Set.copyOf(addresses);
    interfaces = Set.copyOf(interfaces);
    listenerPorts = Set.copyOf(listenerPorts);
  }

  boolean isName(DomainName host) {
    return names.contains(host);
  }

  boolean isAt(InetAddress address, int port) {
    return addresses.contains(address)
        || (listenerPorts.contains(port)
            && (interfaces.contains(address) || address.isLoopbackAddress()));
  }
}
