package relay.domain.mail;

import java.util.Locale;

/** The kind of urgency a mail has; each lane has its own queue, workers and retry schedule. */
public enum Lane {
  /** One-time passwords and password resets: seconds count, useless after minutes. */
  OTP,
  /** Receipts, notices, ordinary mail. */
  TRANSACTIONAL,
  /** Newsletters and campaigns. */
  BULK;

  /** The name in settings, properties and paths: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
