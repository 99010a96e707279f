package relay.domain.verification.spf;

import java.net.InetAddress;

/** Addresses in the forms that macros of SPF want (RFC 7208 7.3). */
final class AddressText {
  private static final int GROUPS = 8;

  private AddressText() {}

  /** For people: dotted quad, or the shortest form of RFC 5952. */
  static String readable(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return address.getHostAddress();
    }
    int gapStart = -1;
    int gapLength = 1; // RFC 5952 4.2.2: a single group of zeros is not left out
    for (int start = 0; start < GROUPS; start++) {
      int length = zerosFrom(octets, start);
      if (length > gapLength) {
        gapStart = start;
        gapLength = length;
      }
    }
    StringBuilder text = new StringBuilder(39);
    int i = 0;
    while (i < GROUPS) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength;
      } else {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(group(octets, i)));
        i++;
      }
    }
    return text.toString();
  }

  /** With dots between the parts: octets of IPv4, nibbles of IPv6. */
  static String dotted(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return address.getHostAddress();
    }
    StringBuilder text = new StringBuilder(63);
    for (byte octet : octets) {
      text.append(nibble(octet >> 4)).append('.').append(nibble(octet)).append('.');
    }
    text.setLength(text.length() - 1);
    return text.toString();
  }

  private static char nibble(int octet) {
    return Character.toUpperCase(Character.forDigit(octet & 15, 16));
  }

  private static int zerosFrom(byte[] octets, int start) {
    int end = start;
    while (end < GROUPS && group(octets, end) == 0) {
      end++;
    }
    return end - start;
  }

  private static int group(byte[] octets, int index) {
    return (octets[2 * index] & 255) << 8 | octets[2 * index + 1] & 255;
  }
}
