package relay.domain.transport;

import java.util.Locale;

/** What the operator demands of the connections to a destination. */
public enum TlsLevel {
  /** What the destination publishes: TLSA records, else an MTA-STS policy, else {@link #MAY}. */
  AUTO,
  /** Never TLS. */
  NONE,
  /** TLS where it is offered, whatever the certificate. */
  MAY,
  /** TLS or no mail, whatever the certificate. */
  ENCRYPT,
  /** TLS with a certificate of a trusted authority for the name of the host, or no mail. */
  VERIFY,
  /** The same for names that the operator chose, so that forged MX records lead nowhere. */
  SECURE,
  /** What TLSA records of the host vouch for, or no mail. */
  DANE,
  /** What an enforced MTA-STS policy vouches for, or no mail. */
  MTA_STS;

  /** Whether a server must prove who it is. */
  boolean isVerifying() {
    return compareTo(VERIFY) >= 0;
  }

  /** As in settings and in the journal. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
