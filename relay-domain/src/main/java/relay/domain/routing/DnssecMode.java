package relay.domain.routing;

import java.util.Locale;

/** Who finds out whether an answer of the DNS can have been forged (RFC 4033). */
public enum DnssecMode {
  /** Nobody: every answer counts as insecure. */
  OFF,
  /** The resolver, whose AD bit is believed (RFC 6840 5.8). */
  TRUST_AD,
  /** The relay, from its own trust anchors down; the resolver is believed nothing. */
  VALIDATE;

  /** The word in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
