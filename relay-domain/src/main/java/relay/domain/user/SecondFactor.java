package relay.domain.user;

/** What a user shows beside the password. */
public enum SecondFactor {
  /** A code of an authenticator app (RFC 6238). */
  TOTP,
  NONE
}
