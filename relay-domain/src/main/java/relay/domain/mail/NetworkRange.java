package relay.domain.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A block of addresses in CIDR form: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address. An
 * IPv4 client is the same client when its address comes IPv4-mapped ({@code ::ffff:10.0.0.1}).
 */
public final class NetworkRange {
  private static final int MAPPED_BITS = 96;
  private final byte[] prefix;
  private final int bits;

  private NetworkRange(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /**
   * Reads the text form; asks no name server.
   *
   * @throws IllegalArgumentException when it is no block, or when bits beyond the prefix are set,
   *     which is a slip of the pen more often than a wish
   */
  public static NetworkRange parse(String text) {
    int slash = text.indexOf('/');
    String addressText = slash < 0 ? text : text.substring(0, slash);
    byte[] octets =
        IpLiteral.parse(addressText)
            .map(NetworkRange::octetsOf)
            .orElseThrow(() -> new IllegalArgumentException("not an IP address: " + addressText));
    int width = octets.length * 8;
    // ::ffff:10.0.0.0/104 is 10.0.0.0/8.
    boolean mapped = octets.length == 4 && addressText.indexOf(':') >= 0;
    int bits = slash < 0 ? width : bitsIn(text.substring(slash + 1)) - (mapped ? MAPPED_BITS : 0);
    if (bits < 0 || bits > width) {
      throw new IllegalArgumentException("prefix length out of range: " + text);
    }
    for (int bit = bits; bit < width; bit++) {
      if ((octets[bit / 8] >> (7 - bit % 8) & 1) != 0) {
        throw new IllegalArgumentException("bits set beyond the prefix: " + text);
      }
    }
    return new NetworkRange(octets, bits);
  }

  /** Whether the address lies in this block. */
  public boolean contains(InetAddress address) {
    byte[] octets = octetsOf(address);
    if (octets.length != prefix.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (octets[i] != prefix[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || (octets[whole] ^ prefix[whole]) >> (8 - rest) == 0;
  }

  /** Whether this is so large a part of the Internet that trusting it means trusting strangers. */
  public boolean isBoundless() {
    return bits < (prefix.length == 4 ? 8 : 16);
  }

  /** Length of the prefix; the longer, the smaller the block. IPv4 blocks count as IPv6. */
  public int bits() {
    return prefix.length == 4 ? bits + MAPPED_BITS : bits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkRange that
        && bits == that.bits
        && Arrays.equals(prefix, that.prefix);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(prefix) * 31 + bits;
  }

  /** The CIDR form, which {@link #parse} reads. */
  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(prefix).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 octets are an address", e);
    }
  }

  /** 4 octets for IPv4 and IPv4-mapped addresses, else 16. */
  private static byte[] octetsOf(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4 || octets[10] != -1 || octets[11] != -1) {
      return octets;
    }
    for (int i = 0; i < 10; i++) {
      if (octets[i] != 0) {
        return octets;
      }
    }
    return Arrays.copyOfRange(octets, 12, 16);
  }

  private static int bitsIn(String text) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("not a prefix length: " + text);
    }
    return Integer.parseInt(text);
  }
}
