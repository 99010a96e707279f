package relay.domain.tenancy;

/** Whether a credential may be used. */
public enum CredentialState {
  ACTIVE,
  DISABLED
}
