package relay.domain.tenancy;

/** By what a credential is recognised. */
public enum CredentialKind {
  /** A login name with a password. */
  SMTP_USER,
  /** A secret text that says by itself whose it is. */
  API_TOKEN
}
