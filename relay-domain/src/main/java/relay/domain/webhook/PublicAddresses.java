package relay.domain.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import relay.domain.mail.NetworkRange;

/**
 * Tells addresses of the Internet from those of private networks, of this machine and of its
 * surroundings (RFC 6890, IANA special-purpose registries): a tenant's webhook must not reach what
 * only the relay can reach.
 */
public final class PublicAddresses {
  private static final List<NetworkRange> SPECIAL =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "2001::/23",
          "2001:db8::/32",
          "3fff::/20");

  /** Only this block is given out (RFC 4291 2.4); ULA, link-local, multicast lie outside. */
  private static final NetworkRange GIVEN_OUT = NetworkRange.parse("2000::/3");

  private static final NetworkRange SIX_TO_FOUR = NetworkRange.parse("2002::/16");
  private static final NetworkRange NAT64 = NetworkRange.parse("64:ff9b::/96");

  private PublicAddresses() {}

  /** Whether it may be an address of anybody's public server. */
  public static boolean contains(InetAddress address) {
    if (SPECIAL.stream().anyMatch(range -> range.contains(address))) {
      return false;
    }
    if (address instanceof Inet4Address) {
      return true;
    }
    byte[] octets = address.getAddress();
    if (NAT64.contains(address)) {
      return contains(embedded(octets, 12)); // a gateway makes it the IPv4 address at its end
    }
    if (SIX_TO_FOUR.contains(address)) {
      return contains(embedded(octets, 2));
    }
    return GIVEN_OUT.contains(address);
  }

  private static InetAddress embedded(byte[] octets, int at) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(octets, at, at + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 octets are an address", e);
    }
  }

  private static List<NetworkRange> ranges(String... texts) {
    return Arrays.stream(texts).map(NetworkRange::parse).toList();
  }
}
