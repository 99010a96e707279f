package relay.domain.routing;

import java.util.Optional;

/** One host of a route. */
public record Smarthost(String host, int port, TlsMode tls, Optional<Login> login) {

  /** How the connection is protected. */
  public enum TlsMode {
    /** Never. */
    NONE,
    /** STARTTLS when offered, any certificate. */
    OPPORTUNISTIC,
    /** STARTTLS with any certificate, or no mail. */
    ENCRYPT,
    /** STARTTLS with a certificate that names the host, or no mail. */
    REQUIRED,
    /** TLS from the first octet, with a certificate that names the host. */
    IMPLICIT,
    /** STARTTLS with what validated TLSA records of the host vouch for, or no mail (RFC 7672). */
    DANE
  }

  /** Name and password for AUTH; the password has no readable text. */
  public record Login(String user, String password, AuthKind kind) {
    /** As the server offers it. */
    public Login(String user, String password) {
      this(user, password, AuthKind.AUTO);
    }

    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }
}
