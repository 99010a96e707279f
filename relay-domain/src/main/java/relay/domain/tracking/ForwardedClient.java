package relay.domain.tracking;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.NetworkRange;

/**
 * The address of a client behind reverse proxies: the last one in X-Forwarded-For that is no proxy
 * of ours. Only what our own proxies wrote counts; whatever stands before it anybody may have
 * written.
 */
public final class ForwardedClient {
  private static final int HEADER_CHARS_MAX = 2000;

  private ForwardedClient() {}

  /**
   * @param peer the other end of the connection
   * @param header null when there is none
   */
  public static InetAddress of(InetAddress peer, String header, List<NetworkRange> proxies) {
    InetAddress known = peer;
    if (header == null || header.length() > HEADER_CHARS_MAX) {
      return known;
    }
    String[] addresses = header.split(",");
    for (int i = addresses.length - 1; i >= 0 && isAny(proxies, known); i--) {
      Optional<InetAddress> before = IpLiteral.parse(bare(addresses[i].strip()));
      if (before.isEmpty()) {
        return known;
      }
      known = before.get();
    }
    return known;
  }

  /** Some proxies write brackets and ports. */
  private static String bare(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }

  private static boolean isAny(List<NetworkRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
