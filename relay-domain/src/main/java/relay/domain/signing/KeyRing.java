package relay.domain.signing;

import java.util.List;
import relay.domain.mail.DomainName;

/**
 * The private keys of this relay (port). Thread-safe; asked once or more for every mail, so an
 * answer must not wait for a disk.
 */
@FunctionalInterface
public interface KeyRing {
  /** The keys that sign for exactly this domain, in a fixed order; empty when there are none. */
  List<ReadyKey> keysFor(DomainName domain);
}
