package relay.domain.mail;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The grammar of RFC 5321 4.1.2 and 4.1.3 with the UTF-8 of RFC 6531 3.3. One pass over the
 * characters: this runs for every path of every mail, where a pattern costs several times as much.
 */
final class AddressGrammar {
  private static final int LOCAL_PART_OCTETS_MAX = 64;
  private static final String IPV6_TAG = "[ipv6:";
  private static final boolean[] ATEXT = new boolean[128];

  static {
    for (char c = 33; c < 127; c++) {
      ATEXT[c] = "\"(),.:;<>@[\\]".indexOf(c) < 0;
    }
  }

  private AddressGrammar() {}

  static void checkLocalPart(String localPart) {
    checkLength(localPart);
    boolean fits =
        !localPart.isEmpty() && localPart.charAt(0) == '"'
            ? isQuotedString(localPart)
            : isDotString(localPart);
    if (!fits) {
      throw new InvalidAddress("local part is neither a dot-string nor a quoted string");
    }
  }

  static void checkDomain(String domain) {
    if (!domain.startsWith("[")) {
      DomainName.of(domain);
    } else if (literal(domain).isEmpty()) {
      throw new InvalidAddress("not an address literal such as [192.0.2.1] or [IPv6:2001:db8::1]");
    }
  }

  /** The address in a literal in lower case, brackets included. */
  static Optional<InetAddress> literal(String domain) {
    if (!domain.startsWith("[") || !domain.endsWith("]")) {
      return Optional.empty();
    }
    boolean v6 = domain.startsWith(IPV6_TAG);
    String text = domain.substring(v6 ? IPV6_TAG.length() : 1, domain.length() - 1);
    return v6 == text.indexOf(':') >= 0 ? IpLiteral.parse(text) : Optional.empty();
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static void checkLength(String localPart) {
    int octets = 0;
    for (int i = 0; i < localPart.length() && octets <= LOCAL_PART_OCTETS_MAX; i++) {
      char c = localPart.charAt(i);
      // A surrogate is half of a character of four octets.
      octets += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    if (octets > LOCAL_PART_OCTETS_MAX) {
      throw new InvalidAddress("local part longer than 64 octets");
    }
  }

  private static boolean isDotString(String text) {
    boolean atomOpen = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (!atomOpen) {
          return false;
        }
        atomOpen = false;
      } else if (c < 128 ? ATEXT[c] : isPrintable(text, i)) {
        atomOpen = true;
      } else {
        return false;
      }
    }
    return atomOpen;
  }

  private static boolean isQuotedString(String text) {
    int last = text.length() - 1;
    if (last < 1 || text.charAt(last) != '"') {
      return false;
    }
    for (int i = 1; i < last; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        if (i == last || text.charAt(i) < 32 || text.charAt(i) > 126) {
          return false;
        }
      } else if (c == '"' || c < 32 || c == 127 || c > 127 && !isPrintable(text, i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Beyond ASCII: no C1 controls and no line separators, which some readers take for line ends; no
   * half surrogate, which has no UTF-8.
   */
  private static boolean isPrintable(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c > 0x9f && c != '\u2028' && c != '\u2029' && c != '\ufeff' && c < '\ufffe';
  }
}
