package relay.domain.reception;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;

/**
 * The domains whose mail we take from anybody. An entry {@code example.org} means that domain
 * alone, {@code *.example.org} all domains below it and not itself. Immutable.
 */
public final class ResponsibleDomains {
  private static final String WILDCARD = "*.";
  private final Set<String> exact = new HashSet<>();
  private final Set<String> parents = new HashSet<>();
  private final Optional<DomainName> first;

  public ResponsibleDomains(List<String> entries) {
    for (String entry : entries) {
      if (entry.startsWith(WILDCARD)) {
        parents.add(entry.substring(WILDCARD.length()));
      } else {
        exact.add(entry);
      }
    }
    first = entries.stream().filter(e -> !e.startsWith(WILDCARD)).findFirst().map(DomainName::of);
  }

  /**
   * The canonical form of an entry.
   *
   * @throws IllegalArgumentException for anything else than a domain or {@code *.} and a domain of
   *     two labels or more: {@code *.com} would make us a relay for strangers
   */
  static String entry(String text) {
    if (!text.startsWith(WILDCARD)) {
      return DomainName.of(text).ascii();
    }
    String parent = DomainName.of(text.substring(WILDCARD.length())).ascii();
    if (parent.indexOf('.') < 0) {
      throw new IllegalArgumentException("a star below a top-level domain");
    }
    return WILDCARD + parent;
  }

  /** Whether mail for this address ends with us; never so for an address literal. */
  public boolean contain(EmailAddress recipient) {
    return !recipient.isLiteral() && contain(DomainName.of(recipient.domain()));
  }

  /** Whether mail for this domain ends with us. */
  public boolean contain(DomainName domain) {
    String name = domain.ascii();
    if (exact.contains(name)) {
      return true;
    }
    if (!parents.isEmpty()) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        if (parents.contains(name.substring(dot + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first domain named in full: the one whose postmaster answers for this server. */
  Optional<DomainName> first() {
    return first;
  }
}
