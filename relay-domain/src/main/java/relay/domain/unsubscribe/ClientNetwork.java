package relay.domain.unsubscribe;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * As much of a client's address as a proof of an unsubscription needs: which provider or network
 * sent it, and not who. /24 of IPv4, /48 of IPv6, the rest zero.
 */
public final class ClientNetwork {
  private static final int OCTETS_OF_IPV4 = 3;
  private static final int OCTETS_OF_IPV6 = 6;

  private ClientNetwork() {}

  /** The network as an address. */
  public static String of(InetAddress client) {
    byte[] octets = client.getAddress();
    int kept = client instanceof Inet4Address ? OCTETS_OF_IPV4 : OCTETS_OF_IPV6;
    Arrays.fill(octets, kept, octets.length, (byte) 0);
    try {
      return InetAddress.getByAddress(octets).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("it is as long as the address it was made of", e);
    }
  }
}
