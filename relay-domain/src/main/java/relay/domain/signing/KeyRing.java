package relay.domain.signing;

import java.util.List;
import relay.domain.mail.DomainName;

/**
 * The private keys of this relay (port). Thread-safe; asked once or more for every mail, so an
 * answer must not wait for a disk.
 */
@FunctionalInterface
public interface KeyRing {
  /**
   * The keys that sign this tenant's mail from this domain, in a fixed order; empty when there are
   * none. They are keys of this domain, or of one above it that is the tenant's own.
   */
  List<ReadyKey> keysFor(String tenant, DomainName domain);
}
