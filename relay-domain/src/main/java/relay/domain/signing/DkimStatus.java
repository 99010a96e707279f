package relay.domain.signing;

import java.util.Locale;

/** The results of RFC 8601 2.7.1 for one signature. */
public enum DkimStatus {
  PASS,
  /** Well made, yet header, body or signature do not fit together. */
  FAIL,
  /** Syntax errors, or something the verifier does not know or does not look at. */
  NEUTRAL,
  /** The key could not be asked for; later may be better. */
  TEMPERROR,
  /** Cannot be verified, now or later: no usable key, From not signed, expired. */
  PERMERROR;

  /** As written in Authentication-Results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
