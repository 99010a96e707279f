package relay.domain.listener;

/** How a listener encrypts. */
public enum TlsMode {
  NONE,
  /** Clear text until the client asks (RFC 3207). */
  STARTTLS,
  /** TLS from the first octet on (RFC 8314). */
  IMPLICIT
}
