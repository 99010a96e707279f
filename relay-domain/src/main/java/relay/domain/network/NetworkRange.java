package relay.domain.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.regex.Pattern;
import relay.domain.settings.SettingType;

/**
 * A range of IPv4 or IPv6 addresses in CIDR form: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or a
 * single address. An IPv4 address that came mapped into IPv6 counts as IPv4.
 */
public record NetworkRange(InetAddress first, int prefixBits) {
  private static final Pattern V4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

  public NetworkRange {
    int bits = first.getAddress().length * 8;
    if (prefixBits < 0 || prefixBits > bits) {
      throw new IllegalArgumentException("prefix length is 0 to " + bits);
    }
  }

  /**
   * Reads a range; bits after the prefix may be set and do not matter.
   *
   * @throws IllegalArgumentException when the text is no address literal or range
   */
  public static NetworkRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getAddress().length * 8;
    if (slash < 0) {
      return new NetworkRange(address, bits);
    }
    String prefix = text.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("not a prefix length");
    }
    return new NetworkRange(address, Integer.parseInt(prefix));
  }

  /**
   * Reads an address literal without asking any name service.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static InetAddress literal(String text) {
    var v4 = V4.matcher(text);
    boolean plausible = v4.matches();
    for (int i = 1; plausible && i <= 4; i++) {
      plausible = Integer.parseInt(v4.group(i)) <= 255;
    }
    if (!plausible && !(text.indexOf(':') >= 0 && V6.matcher(text).matches())) {
      throw new IllegalArgumentException("not an address literal");
    }
    try {
      // The checks above leave nothing that getByName would look up.
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address literal", e);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] range = first.getAddress();
    byte[] other = address.getAddress();
    if (range.length != other.length) {
      return false;
    }
    int whole = prefixBits / 8;
    for (int i = 0; i < whole; i++) {
      if (range[i] != other[i]) {
        return false;
      }
    }
    int mask = 0xff00 >> (prefixBits % 8) & 0xff;
    return prefixBits % 8 == 0 || (range[whole] & mask) == (other[whole] & mask);
  }

  public static boolean anyContains(Collection<NetworkRange> ranges, InetAddress address) {
    for (NetworkRange range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** For settings: one range. */
  public static SettingType<NetworkRange> settingType() {
    return SettingType.of(
        "an address or range such as 192.0.2.7, 10.0.0.0/8, 2001:db8::/32", NetworkRange::parse);
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + prefixBits;
  }
}
