package relay.domain.tenancy;

import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;

/**
 * The part of a tenant that a credential is for.
 *
 * @param streams names; empty: all
 * @param domains from which it may send, with those below; empty together with addresses: all that
 *     are verified
 * @param addresses from which it may send, beside those domains
 */
public record Scope(Set<String> streams, Set<DomainName> domains, Set<EmailAddress> addresses) {
  public static final Scope WHOLE_TENANT = new Scope(Set.of(), Set.of(), Set.of());

  public Scope {
    streams = Set.copyOf(streams);
    domains = Set.copyOf(domains);
    addresses = Set.copyOf(addresses);
  }

  public boolean containsStream(String stream) {
    return streams.isEmpty() || streams.contains(stream);
  }

  /** Whether mail from this address is within; whose domain it is, is another question. */
  public boolean contains(EmailAddress address) {
    if (domains.isEmpty() && addresses.isEmpty() || addresses.contains(address)) {
      return true;
    }
    if (domains.isEmpty() || address.isLiteral()) {
      return false;
    }
    String name = DomainName.of(address.domain()).ascii();
    for (DomainName domain : domains) {
      if (Tenancy.isAtOrBelow(name, domain.ascii())) {
        return true;
      }
    }
    return false;
  }
}
