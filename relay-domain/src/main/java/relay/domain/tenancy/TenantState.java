package relay.domain.tenancy;

/** Whether a tenant may hand in mail. What was accepted before goes on. */
public enum TenantState {
  ACTIVE,
  SUSPENDED
}
