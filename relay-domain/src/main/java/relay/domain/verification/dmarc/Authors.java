package relay.domain.verification.dmarc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.AddressWalk;
import relay.domain.mail.DomainName;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.InvalidAddress;

/**
 * The domains in the From field of a mail (RFC 9989 5.3.1, RFC 7489 6.6.1).
 *
 * @param problem why no policy can be looked for
 */
public record Authors(List<String> domains, Optional<String> problem) {
  /** A mail of more domains than this is nobody's. */
  private static final int DOMAINS_MAX = 4;

  public Authors {
    domains = List.copyOf(domains);
  }

  /** Reads the one From field. */
  public static Authors of(HeaderSection header) {
    int count = header.count("From");
    if (!header.isComplete()) {
      return broken("the header is too long");
    }
    if (count != 1) {
      return broken(count == 0 ? "there is no From field" : "there are " + count + " From fields");
    }
    Set<String> domains = new LinkedHashSet<>();
    boolean whole = walk(header.first("From").orElseThrow(), domains);
    if (domains.isEmpty()) {
      return broken("From names no domain");
    }
    if (!whole) {
      return broken("From is broken, and readers may see different authors in it");
    }
    return domains.size() > DOMAINS_MAX
        ? broken("From names more than " + DOMAINS_MAX + " domains")
        : new Authors(List.copyOf(domains), Optional.empty());
  }

  private static boolean walk(HeaderField field, Set<String> domains) {
    return AddressWalk.over(
        field.text(),
        (text, sound) -> {
          int at = text.lastIndexOf("@");
          if (at <= 0) {
            return false;
          }
          try {
            domains.add(DomainName.of(text.substring(at + 1)).ascii());
            return true;
          } catch (InvalidAddress e) {
            return false;
          }
        });
  }

  private static Authors broken(String problem) {
    return new Authors(List.of(), Optional.of(problem));
  }
}
