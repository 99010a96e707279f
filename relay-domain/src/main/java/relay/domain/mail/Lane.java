package relay.domain.mail;

import java.util.Locale;
import java.util.Optional;

/** The kind of urgency a mail has; each lane has its own queue, workers and retry schedule. */
public enum Lane {
  /** One-time passwords and password resets: seconds count, useless after minutes. */
  OTP,
  /** Receipts, notices, ordinary mail. */
  TRANSACTIONAL,
  /** Newsletters and campaigns. */
  BULK;

  private static final int URGENT = 4;

  /** The lane of a label; empty for a text that is none. */
  public static Optional<Lane> labelled(String label) {
    for (Lane lane : values()) {
      if (lane.label().equals(label)) {
        return Optional.of(lane);
      }
    }
    return Optional.empty();
  }

  /** The lane of a priority of RFC 6710 that is far from the usual one; else empty. */
  public static Optional<Lane> ofPriority(int priority) {
    if (priority >= URGENT) {
      return Optional.of(OTP);
    }
    return priority <= -URGENT ? Optional.of(BULK) : Optional.empty();
  }

  /** The name in settings, properties and paths: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
