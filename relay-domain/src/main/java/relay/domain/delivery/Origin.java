package relay.domain.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * From where mail leaves: the addresses and the name by which other servers know us.
 *
 * @param source its name; in the journal and in the names of flows
 * @param ipv4 our address for connections over IPv4; empty: it has none
 * @param ipv6 the same for IPv6
 * @param ehloName the name given in EHLO; empty: the one of the settings
 */
public record Origin(
    String source,
    Optional<InetAddress> ipv4,
    Optional<InetAddress> ipv6,
    Optional<String> ehloName) {
  /** The name of the source that the settings describe. */
  public static final String DEFAULT_SOURCE = "default";

  /** As the settings say. */
  public static final Origin DEFAULT =
      new Origin(DEFAULT_SOURCE, Optional.empty(), Optional.empty(), Optional.empty());

  /** A reply of ours whose status is this one is about this machine and not about a server. */
  public static final String OUR_FAULT = "4.3.5";

  /** Whether the settings decide about address and name. */
  public boolean isDefault() {
    return source.equals(DEFAULT_SOURCE);
  }

  /** Our address for a connection to a server, of the same family; empty: there is none. */
  public Optional<InetAddress> towards(InetAddress server) {
    return server instanceof Inet6Address ? ipv6 : ipv4;
  }
}
