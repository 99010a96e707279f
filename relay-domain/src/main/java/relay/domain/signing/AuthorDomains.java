package relay.domain.signing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;

/**
 * Finds the domains of the authors in From fields (RFC 5322 3.4): display names, quoted strings,
 * comments, groups and source routes are passed over. Address literals and what is no domain name
 * do not count. Linear in the length of the field.
 */
final class AuthorDomains {
  /** More authors than this are not signed for: each domain costs a signature. */
  static final int DOMAINS_MAX = 4;

  private static final byte[] FROM = {'f', 'r', 'o', 'm'};

  private final Set<DomainName> domains = new LinkedHashSet<>();
  private final StringBuilder address = new StringBuilder();
  private boolean angle;
  private boolean literal;

  private AuthorDomains() {}

  /** The distinct domains in the order of their appearance. */
  static List<DomainName> of(HeaderBlock header) {
    AuthorDomains found = new AuthorDomains();
    for (HeaderField field : header.fields()) {
      if (field.isNamed(FROM)) {
        found.read(field.value(StandardCharsets.UTF_8));
      }
    }
    return found.domains.stream().limit(DOMAINS_MAX).toList();
  }

  private void read(String value) {
    angle = false;
    literal = false;
    address.setLength(0);
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i);
      if (c == '"') {
        i = afterQuoted(value, i);
      } else if (c == '(' && !literal) {
        i = afterComment(value, i);
      } else {
        take(c);
        i++;
      }
    }
    endAddress();
  }

  private void take(char c) {
    switch (c) {
      case '<' -> {
        angle = true;
        address.setLength(0);
      }
      case '>' -> {
        endAddress();
        angle = false;
      }
      case '[', ']' -> {
        literal = c == '[';
        address.append(c);
      }
      case ',', ';' -> separator(c, true);
      case ':' -> separator(c, false);
      case ' ', '\t', '\r', '\n' -> {}
      default -> address.append(c);
    }
  }

  /** Inside angle brackets these belong to a source route, inside a literal to IPv6. */
  private void separator(char c, boolean endsAddress) {
    if (angle || literal) {
      address.append(c);
    } else if (endsAddress) {
      endAddress();
    } else {
      address.setLength(0);
    }
  }

  private void endAddress() {
    int at = address.lastIndexOf("@");
    if (at >= 0 && at + 1 < address.length() && address.charAt(at + 1) != '[') {
      try {
        domains.add(DomainName.of(address.substring(at + 1)));
      } catch (InvalidAddress e) {
        // No such domain can have a key.
        address.setLength(0);
      }
    }
    address.setLength(0);
  }

  private static int afterQuoted(String value, int quote) {
    int i = quote + 1;
    while (i < value.length() && value.charAt(i) != '"') {
      i += value.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  private static int afterComment(String value, int open) {
    int depth = 0;
    int i = open;
    do {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
      i++;
    } while (depth > 0 && i < value.length());
    return i;
  }
}
