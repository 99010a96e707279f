package relay.domain.verification.spf;

import java.util.Locale;

/** The results of RFC 7208 2.6. */
public enum SpfResult {
  /** Nothing to check: no domain, or no record. */
  NONE,
  /** The domain does not want to say. */
  NEUTRAL,
  PASS,
  FAIL,
  /** The address is probably not let in. */
  SOFTFAIL,
  /** The DNS did not answer; later may be better. */
  TEMPERROR,
  /** The records of the domain are broken; its owner has to mend them. */
  PERMERROR;

  /** As written in Received-SPF and Authentication-Results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
