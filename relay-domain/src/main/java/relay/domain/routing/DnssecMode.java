package relay.domain.routing;

/** Who finds out whether an answer of the DNS can have been forged (RFC 4033). */
public enum DnssecMode {
  /** Nobody: every answer counts as insecure. */
  OFF,
  /** The resolver, whose AD bit is believed (RFC 6840 5.8). */
  TRUST_AD,
  /** The relay, from its own trust anchors down; the resolver is believed nothing. */
  VALIDATE
}
