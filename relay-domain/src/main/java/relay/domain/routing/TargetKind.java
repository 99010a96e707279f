package relay.domain.routing;

import relay.domain.tenancy.Residency;

/** What takes the mail of a route. */
public enum TargetKind {
  /** The mail exchangers of each recipient's domain. */
  MX(Residency.OWN),
  /** Hosts that pass mail on. */
  SMARTHOST(Residency.OUTSIDE),
  /** Hosts that take mail by LMTP (RFC 2033). */
  LMTP(Residency.OUTSIDE),
  /** A web service. */
  HTTP(Residency.OUTSIDE),
  /** A maildir below the folder of the setting. */
  FILE(Residency.OWN),
  /** Nobody: the mail is recorded as delivered and is gone. */
  DISCARD(Residency.OWN),
  /** The built-in receiver. */
  SANDBOX(Residency.OWN);

  private final Residency usual;

  TargetKind(Residency usual) {
    this.usual = usual;
  }

  /** Where its mail is unless the target says otherwise: never nearer than is known for sure. */
  Residency usualResidency() {
    return usual;
  }

  /** Whether it is made of hosts to connect to. */
  boolean hasHosts() {
    return this == SMARTHOST || this == LMTP;
  }

  /** Whether it takes a name and a password. */
  boolean hasLogin() {
    return hasHosts() || this == HTTP;
  }
}
