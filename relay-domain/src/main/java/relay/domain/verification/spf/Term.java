package relay.domain.verification.spf;

import java.net.InetAddress;
import java.util.Optional;

/** What a mechanism of SPF looks at (RFC 7208 5). */
sealed interface Term {

  /** Matches always. */
  record All() implements Term {}

  record Include(MacroString domain) implements Term {}

  /** The addresses of a domain; of the checked one when none is named. */
  record Hosts(Optional<MacroString> domain, Prefixes prefixes) implements Term {}

  /** The addresses of the mail exchangers of a domain. */
  record Exchangers(Optional<MacroString> domain, Prefixes prefixes) implements Term {}

  /** The names of the client's address. */
  record Names(Optional<MacroString> domain) implements Term {}

  /** A block of addresses. */
  record Network(InetAddress address, int bits) implements Term {}

  record Exists(MacroString domain) implements Term {}

  /** How many leading bits of addresses count, by family. */
  record Prefixes(int ipv4, int ipv6) {

    boolean match(InetAddress one, InetAddress other) {
      byte[] a = one.getAddress();
      byte[] b = other.getAddress();
      return a.length == b.length && sameStart(a, b, a.length == 4 ? ipv4 : ipv6);
    }

    static boolean sameStart(byte[] a, byte[] b, int bits) {
      for (int bit = 0; bit < bits; bit++) {
        if (((a[bit / 8] ^ b[bit / 8]) >> 7 - bit % 8 & 1) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
