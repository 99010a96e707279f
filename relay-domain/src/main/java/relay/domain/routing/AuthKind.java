package relay.domain.routing;

/** How we say at another server who we are. */
public enum AuthKind {
  /** SMTP: PLAIN, else LOGIN, whichever the server offers. HTTP: name and password (RFC 7617). */
  AUTO,
  PLAIN,
  LOGIN,
  /** RFC 7677: the password never goes out, and the server proves that it knows it. */
  SCRAM_SHA_256,
  /** The password is a token (RFC 6750); HTTP only. */
  BEARER
}
