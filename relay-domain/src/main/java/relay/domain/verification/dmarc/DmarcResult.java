package relay.domain.verification.dmarc;

import java.util.Locale;

/** The results of RFC 7489 11.2, from the best to the one that asks for action. */
public enum DmarcResult {
  PASS,
  /** No domain above the author's has a policy. */
  NONE,
  /** The DNS did not answer; later may be better. */
  TEMPERROR,
  /** From is missing, or there twice, or names no domain: no policy can be found for it. */
  PERMERROR,
  FAIL;

  /** As written in Authentication-Results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
