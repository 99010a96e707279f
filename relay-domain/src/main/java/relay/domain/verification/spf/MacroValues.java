package relay.domain.verification.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Function;
import relay.domain.verification.spf.MacroString.Literal;
import relay.domain.verification.spf.MacroString.Macro;
import relay.domain.verification.spf.MacroString.Piece;

/**
 * What macros stand for in one check (RFC 7208 7.2, 7.3).
 *
 * @param receiver the host that checks, or empty
 * @param epochSeconds now
 * @param provenName the name of the client that its address proves, given the current domain
 */
record MacroValues(
    SpfSender sender, String receiver, long epochSeconds, Function<String, String> provenName) {

  /** What clients say may be long; names and paths of RFC 5321 are not. */
  private static final int VALUE_MAX = 512;

  /** The name that a text becomes, as the DNS is asked for it. */
  String name(MacroString text, String domain) {
    return TargetName.fitted(expand(text, domain));
  }

  String expand(MacroString text, String domain) {
    StringBuilder expanded = new StringBuilder(text.text().length() + 32);
    for (Piece piece : text.pieces()) {
      if (piece instanceof Literal literal) {
        expanded.append(literal.text());
      } else {
        Macro macro = (Macro) piece;
        String value = transformed(cut(value(macro.letter(), domain)), macro);
        expanded.append(macro.escaped() ? escaped(value) : value);
      }
    }
    return expanded.toString();
  }

  private String value(char letter, String domain) {
    return switch (letter) {
      case 's' -> sender.address();
      case 'l' -> sender.localPart();
      case 'o' -> sender.domain();
      case 'd' -> domain;
      case 'i' -> AddressText.dotted(sender.ip());
      case 'p' -> provenName.apply(domain);
      case 'h' -> sender.helo();
      case 'v' -> sender.isIpv4() ? "in-addr" : "ip6";
      case 'c' -> AddressText.readable(sender.ip());
      case 'r' -> receiver.isEmpty() ? "unknown" : receiver;
      default -> Long.toString(epochSeconds);
    };
  }

  private static String cut(String value) {
    return value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) : value;
  }

  private static String transformed(String value, Macro macro) {
    if (macro.parts() == 0 && !macro.reversed() && macro.delimiters().equals(".")) {
      return value;
    }
    Deque<String> parts = new ArrayDeque<>();
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || macro.delimiters().indexOf(value.charAt(i)) >= 0) {
        String part = value.substring(start, i);
        if (macro.reversed()) {
          parts.addFirst(part);
        } else {
          parts.addLast(part);
        }
        start = i + 1;
      }
    }
    while (macro.parts() > 0 && parts.size() > macro.parts()) {
      parts.removeFirst();
    }
    return String.join(".", parts);
  }

  /** RFC 3986 2.3: all but unreserved characters. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder(value.length() + 16);
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 255);
      boolean unreserved =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "-._~".indexOf(c) >= 0;
      if (unreserved) {
        text.append(c);
      } else {
        text.append('%').append(Integer.toHexString(256 | c).substring(1).toUpperCase(Locale.ROOT));
      }
    }
    return text.toString();
  }
}
