package relay.domain.transport;

import java.util.Locale;
import java.util.Optional;

/** Why a session was not as secure as it was to be (RFC 8460 4.3). */
public enum TlsFault {
  STARTTLS_NOT_SUPPORTED,
  CERTIFICATE_HOST_MISMATCH,
  CERTIFICATE_EXPIRED,
  CERTIFICATE_NOT_TRUSTED,
  /** Anything that has no word of its own; the reason tells more. */
  VALIDATION_FAILURE,
  /** TLSA records are there, and none of them can be used. */
  TLSA_INVALID,
  /** Nobody could say, in a way that can be trusted, whether there are TLSA records. */
  DNSSEC_INVALID,
  /** We demand TLSA records of the domain, and its host has none. */
  DANE_REQUIRED,
  STS_POLICY_FETCH_ERROR,
  STS_POLICY_INVALID,
  /** The certificate of the policy server will not do. */
  STS_WEBPKI_INVALID;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As it stands in reports. */
  public String word() {
    return word;
  }

  /** The fault of this word; empty: there is none. */
  public static Optional<TlsFault> worded(String word) {
    for (TlsFault fault : values()) {
      if (fault.word.equals(word)) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
