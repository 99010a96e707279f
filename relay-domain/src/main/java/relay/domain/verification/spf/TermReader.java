package relay.domain.verification.spf;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.spf.Term.Prefixes;

/** Reads one mechanism (RFC 7208 4.6.1, 5). */
final class TermReader {
  private static final Prefixes WHOLE = new Prefixes(32, 128);
  private final String text;
  private final String name;

  /** What stands behind the name, with the colon or slash. */
  private String rest;

  private TermReader(String text, String unqualified) {
    this.text = text;
    int end = 0;
    while (end < unqualified.length() && ":/".indexOf(unqualified.charAt(end)) < 0) {
      end++;
    }
    name = unqualified.substring(0, end).toLowerCase(Locale.ROOT);
    rest = unqualified.substring(end);
  }

  static Directive read(String text) throws SpfProblem {
    SpfResult result =
        switch (text.charAt(0)) {
          case '-' -> SpfResult.FAIL;
          case '~' -> SpfResult.SOFTFAIL;
          case '?' -> SpfResult.NEUTRAL;
          default -> SpfResult.PASS;
        };
    String unqualified = "+-~?".indexOf(text.charAt(0)) < 0 ? text : text.substring(1);
    return new Directive(result, new TermReader(text, unqualified).term(), text);
  }

  private Term term() throws SpfProblem {
    return switch (name) {
      case "all" -> all();
      case "include" -> new Term.Include(needed());
      case "exists" -> new Term.Exists(needed());
      case "ptr" -> new Term.Names(domain());
      case "a" -> {
        Prefixes prefixes = prefixes();
        yield new Term.Hosts(domain(), prefixes);
      }
      case "mx" -> {
        Prefixes prefixes = prefixes();
        yield new Term.Exchangers(domain(), prefixes);
      }
      case "ip4" -> network(4, 32);
      case "ip6" -> network(16, 128);
      default -> throw bad();
    };
  }

  private Term all() throws SpfProblem {
    if (!rest.isEmpty()) {
      throw bad();
    }
    return new Term.All();
  }

  private MacroString needed() throws SpfProblem {
    return domain().orElseThrow(this::bad);
  }

  private Optional<MacroString> domain() throws SpfProblem {
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    if (rest.charAt(0) != ':') {
      throw bad();
    }
    return Optional.of(MacroString.domain(rest.substring(1)));
  }

  /** Takes {@code /24}, {@code //64} or {@code /24//64} off the end. */
  private Prefixes prefixes() throws SpfProblem {
    int ipv6 = WHOLE.ipv6();
    int start = digitsAtEnd();
    if (start >= 2 && rest.charAt(start - 1) == '/' && rest.charAt(start - 2) == '/') {
      ipv6 = number(rest.substring(start), 128);
      rest = rest.substring(0, start - 2);
      start = digitsAtEnd();
    }
    int ipv4 = WHOLE.ipv4();
    if (start >= 1 && rest.charAt(start - 1) == '/') {
      ipv4 = number(rest.substring(start), 32);
      rest = rest.substring(0, start - 1);
    }
    return new Prefixes(ipv4, ipv6);
  }

  private int digitsAtEnd() {
    int start = rest.length();
    while (start > 0 && rest.charAt(start - 1) >= '0' && rest.charAt(start - 1) <= '9') {
      start--;
    }
    return start;
  }

  private int number(String digits, int max) throws SpfProblem {
    boolean leadingZero = digits.length() > 1 && digits.charAt(0) == '0';
    if (digits.isEmpty() || digits.length() > 3 || leadingZero || Integer.parseInt(digits) > max) {
      throw bad();
    }
    return Integer.parseInt(digits);
  }

  private Term network(int octets, int bitsMax) throws SpfProblem {
    if (!rest.startsWith(":")) {
      throw bad();
    }
    int slash = rest.indexOf('/');
    String literal = rest.substring(1, slash < 0 ? rest.length() : slash);
    boolean isIpv6 = literal.indexOf(':') >= 0;
    int bits = slash < 0 ? bitsMax : digits(rest.substring(slash + 1), bitsMax);
    InetAddress address = IpLiteral.parse(literal).orElseThrow(this::bad);
    if (isIpv6 != (octets == 16)) {
      throw bad();
    }
    // An IPv4-mapped block is written as IPv6 and holds no client: those are IPv4 (RFC 7208 5).
    return new Term.Network(address, isIpv6 && address.getAddress().length == 4 ? -1 : bits);
  }

  private int digits(String digits, int max) throws SpfProblem {
    if (digits.chars().anyMatch(c -> c < '0' || c > '9')) {
      throw bad();
    }
    return number(digits, max);
  }

  private SpfProblem bad() {
    return SpfProblem.permanent("what is this in the record: \"" + Printable.of(text) + "\"");
  }
}
