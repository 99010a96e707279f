package relay.domain.transport;

import java.util.Optional;
import relay.domain.mail.DomainName;

/**
 * The MTA-STS policies of recipient domains (port). Thread-safe; never throws; waits no longer than
 * the settings allow.
 */
@FunctionalInterface
public interface StsPolicies {
  /** Nobody publishes any. */
  StsPolicies NONE = domain -> Optional.empty();

  /** The policy that holds for a domain now; empty when it has none or none could be had. */
  Optional<StsPolicy> policyOf(DomainName domain);

  /** Why an announced policy could not be had lately; empty: it could, or none is announced. */
  default Optional<TlsProblem> problemOf(DomainName domain) {
    return Optional.empty();
  }
}
