package relay.domain.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Reads IP addresses as RFC 5321 4.1.3 and RFC 4291 2.2 write them: {@code 192.0.2.1}, {@code
 * 2001:db8::1}, {@code ::ffff:192.0.2.1}. Never asks a name server, which {@link
 * InetAddress#getByName} does for anything it does not like; takes no octal, hexadecimal or short
 * forms.
 */
public final class IpLiteral {
  private static final int TEXT_MAX = 45;
  private static final int GROUPS = 8;

  private IpLiteral() {}

  /** The address; an IPv4-mapped one comes back as IPv4. Empty when the text is anything else. */
  public static Optional<InetAddress> parse(String text) {
    if (text.length() > TEXT_MAX) {
      return Optional.empty();
    }
    byte[] octets = text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text, 0);
    return Optional.ofNullable(octets).map(IpLiteral::toAddress);
  }

  private static InetAddress toAddress(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 octets are always an address", e);
    }
  }

  private static byte[] parseV4(String text, int from) {
    byte[] octets = new byte[4];
    int at = from;
    for (int i = 0; i < 4; i++) {
      int start = at;
      int value = 0;
      while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || leadingZero || value > 255) {
        return null;
      }
      octets[i] = (byte) value;
      if (i < 3 && (at == text.length() || text.charAt(at++) != '.')) {
        return null;
      }
    }
    return at == text.length() ? octets : null;
  }

  private static byte[] parseV6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    byte[] head = new byte[16];
    if (gap < 0) {
      return groups(text, head) == GROUPS ? head : null;
    }
    byte[] tail = new byte[16];
    int before = groups(text.substring(0, gap), head);
    int after = groups(text.substring(gap + 2), tail);
    if (before < 0 || after < 0 || before + after >= GROUPS) {
      return null;
    }
    System.arraycopy(tail, 0, head, 16 - 2 * after, 2 * after);
    boolean v4BeforeGap = text.lastIndexOf('.', gap) >= 0;
    return v4BeforeGap ? null : head;
  }

  /** Reads groups between colons into the octets; how many there were, or -1. */
  private static int groups(String text, byte[] octets) {
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      int colon = text.indexOf(':', at);
      int end = colon < 0 ? text.length() : colon;
      if (colon < 0 && text.indexOf('.', at) >= 0 && count <= GROUPS - 2) {
        byte[] v4 = parseV4(text, at);
        if (v4 == null) {
          return -1;
        }
        System.arraycopy(v4, 0, octets, 2 * count, 4);
        return count + 2;
      }
      int value = hex(text, at, end);
      if (value < 0 || count == GROUPS || end == text.length() - 1) {
        return -1;
      }
      octets[2 * count] = (byte) (value >> 8);
      octets[2 * count + 1] = (byte) value;
      count++;
      at = end + 1;
    }
    return count;
  }

  private static int hex(String text, int from, int to) {
    if (to == from || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
