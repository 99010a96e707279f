package relay.domain.verification;

import java.net.InetAddress;

/** The name below which the DNS keeps the names of an address (RFC 1035 3.5, RFC 3596 2.5). */
public final class ReverseName {

  private ReverseName() {}

  /** Such as {@code 1.2.0.192.in-addr.arpa}; without a dot at its end. */
  public static String of(InetAddress address) {
    byte[] octets = address.getAddress();
    StringBuilder name = new StringBuilder(72);
    for (int i = octets.length - 1; i >= 0; i--) {
      if (octets.length == 4) {
        name.append(octets[i] & 255).append('.');
      } else {
        name.append(Character.forDigit(octets[i] & 15, 16)).append('.');
        name.append(Character.forDigit(octets[i] >> 4 & 15, 16)).append('.');
      }
    }
    return name.append(octets.length == 4 ? "in-addr.arpa" : "ip6.arpa").toString();
  }
}
