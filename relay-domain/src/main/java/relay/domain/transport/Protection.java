package relay.domain.transport;

import relay.domain.routing.Smarthost.TlsMode;

/**
 * How a connection to one host must be protected. Two connections with equal protections may stand
 * in for each other.
 *
 * @param policy the word for what demands it: that of a {@link TlsLevel}
 * @param serverName what the client says in its handshake whom it looks for (SNI)
 */
public record Protection(String policy, Start start, CertificateCheck check, String serverName) {

  /** When TLS begins. */
  public enum Start {
    /** Never. */
    NEVER,
    /** After STARTTLS where that is offered. */
    WHEN_OFFERED,
    /** After STARTTLS; no mail without it. */
    DEMANDED,
    /** With the first octet. */
    AT_ONCE
  }

  static Protection of(TlsLevel level, Start start, CertificateCheck check, String host) {
    return new Protection(level.label(), start, check, host);
  }

  /**
   * What a mode demands of a server.
   *
   * @throws IllegalArgumentException for DANE, which says nothing without its records
   */
  public static Protection ofServer(TlsMode mode, String host) {
    return switch (mode) {
      case NONE -> of(TlsLevel.NONE, Start.NEVER, CertificateCheck.ANY, host);
      case OPPORTUNISTIC -> of(TlsLevel.MAY, Start.WHEN_OFFERED, CertificateCheck.ANY, host);
      case ENCRYPT -> of(TlsLevel.ENCRYPT, Start.DEMANDED, CertificateCheck.ANY, host);
      case REQUIRED ->
          of(TlsLevel.VERIFY, Start.DEMANDED, CertificateCheck.Authority.of(host), host);
      case IMPLICIT ->
          of(TlsLevel.VERIFY, Start.AT_ONCE, CertificateCheck.Authority.of(host), host);
      case DANE -> throw new IllegalArgumentException("DANE without records");
    };
  }

  /** The same or more, so that a certificate for this host is looked at. */
  Protection verifying(String host) {
    return isVerifying()
        ? this
        : of(
            TlsLevel.VERIFY,
            start == Start.AT_ONCE ? start : Start.DEMANDED,
            CertificateCheck.Authority.of(host),
            host);
  }

  /** For people: how the connection is protected. */
  public String says() {
    return switch (start) {
      case NEVER -> "in clear text";
      case WHEN_OFFERED -> "under TLS where the server offers it";
      case DEMANDED, AT_ONCE -> "under TLS only, " + check.says();
    };
  }

  /** For a server whose TLS is broken, where the operator would rather have no TLS than no mail. */
  public Protection withoutTls() {
    return new Protection(policy, Start.NEVER, CertificateCheck.ANY, serverName);
  }

  /** Whether no mail goes out in clear text. */
  public boolean isEncrypting() {
    return start == Start.DEMANDED || start == Start.AT_ONCE;
  }

  /** Whether the server must prove who it is. */
  public boolean isVerifying() {
    return check != CertificateCheck.ANY;
  }
}
