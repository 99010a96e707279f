package relay.domain.tenancy;

/** Whether a tenant has proven that a domain is its own. */
public enum DomainState {
  PENDING,
  VERIFIED
}
