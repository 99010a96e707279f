package relay.domain.signing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import relay.domain.mail.AddressWalk;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;

/**
 * Finds the domains of the authors in From fields, as {@link AddressWalk} reads them. Address
 * literals and what is no domain name do not count; a local part that is none, and an address with
 * words beside it, do: a receiver may take its domain for the author's.
 */
final class AuthorDomains implements AddressWalk.Visitor {
  /** More authors than this are not signed for: each domain costs a signature. */
  static final int DOMAINS_MAX = 4;

  private static final byte[] FROM = {'f', 'r', 'o', 'm'};

  private final Set<DomainName> domains = new LinkedHashSet<>();

  private AuthorDomains() {}

  /** The distinct domains in the order of their appearance. */
  static List<DomainName> of(HeaderBlock header) {
    AuthorDomains found = new AuthorDomains();
    for (HeaderField field : header.fields()) {
      if (field.isNamed(FROM)) {
        AddressWalk.over(field.value(StandardCharsets.UTF_8), found);
      }
    }
    return List.copyOf(found.domains);
  }

  @Override
  public boolean isAddress(StringBuilder text, boolean sound) {
    int at = text.lastIndexOf("@");
    if (at < 0 || at + 1 == text.length() || text.charAt(at + 1) == '[') {
      return false;
    }
    try {
      DomainName domain = DomainName.of(text.substring(at + 1));
      if (domains.size() < DOMAINS_MAX) {
        domains.add(domain);
      }
      return true;
    } catch (InvalidAddress e) {
      return false; // no such domain can have a key
    }
  }
}
