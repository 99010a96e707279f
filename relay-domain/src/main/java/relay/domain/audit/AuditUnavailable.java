package relay.domain.audit;

/** The audit cannot be written or read now; what should have been recorded must not happen. */
public final class AuditUnavailable extends RuntimeException {
  public AuditUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
