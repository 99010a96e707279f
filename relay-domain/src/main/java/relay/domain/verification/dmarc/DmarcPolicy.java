package relay.domain.verification.dmarc;

import java.util.Locale;
import java.util.Optional;

/** What a domain asks receivers to do with mail that fails, mildest first. */
public enum DmarcPolicy {
  NONE,
  QUARANTINE,
  REJECT;

  /** As written in records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One step down, as a domain in test mode wants it ({@code t=y}). */
  DmarcPolicy milder() {
    return this == REJECT ? QUARANTINE : NONE;
  }

  static Optional<DmarcPolicy> of(String word) {
    for (DmarcPolicy policy : values()) {
      if (policy.word().equalsIgnoreCase(word)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
