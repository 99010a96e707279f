package relay.domain.audit;

import java.lang.System.Logger;
import java.time.InstantSource;

/**
 * Writes down what somebody did whom a database that is gone must not hold up: he may have come to
 * mend it. What cannot be written is told to the log instead. Thread-safe.
 */
public final class AuditPen {
  private static final Logger LOG = System.getLogger(AuditPen.class.getName());
  private final AuditLog audit;
  private final InstantSource clock;

  public AuditPen(AuditLog audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param action a word
   * @param tenant whose business it is; empty text for the platform's
   * @param subject what it was done to
   * @param after words; may be empty
   */
  public void write(Actor by, String action, String tenant, String subject, String after) {
    try {
      audit.record(new AuditEvent(clock.instant(), by, action, tenant, subject, "", after));
    } catch (AuditUnavailable e) {
      LOG.log(
          Logger.Level.WARNING,
          "{0} of {1} by {2} from {3} is not in the audit: {4}",
          action,
          subject,
          by.name(),
          by.origin(),
          e.getMessage());
    }
  }
}
