package relay.domain.routing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.IpLiteral;

/** Addresses in brackets, in the domain of a mailbox (RFC 5321 4.1.3) or the host of a route. */
final class BracketedAddress {
  private BracketedAddress() {}

  /** Reads {@code [192.0.2.1]}, {@code [IPv6:2001:db8::1]} or {@code [2001:db8::1]}. */
  static Optional<InetAddress> parse(String text) {
    if (text.length() < 3 || !text.startsWith("[") || !text.endsWith("]")) {
      return Optional.empty();
    }
    String inner = text.substring(1, text.length() - 1);
    return inner.toLowerCase(Locale.ROOT).startsWith("ipv6:")
        ? IpLiteral.parse(inner.substring("ipv6:".length())).filter(Inet6Address.class::isInstance)
        : IpLiteral.parse(inner);
  }
}
