package relay.domain.delivery;

import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/** The Status field of RFC 3464 2.3.4. */
final class ReportStatus {
  private static final EnhancedStatus EXPIRED = EnhancedStatus.of("4.4.7");
  private static final EnhancedStatus CUT_OFF = EnhancedStatus.of("4.4.2");

  private ReportStatus() {}

  /** What the server said where it said something, else the class of its code. */
  static EnhancedStatus of(Cause cause, SmtpReply reply) {
    return switch (cause) {
      case EXPIRED -> EXPIRED;
      case IN_DOUBT -> CUT_OFF;
      default ->
          reply.status().orElseGet(() -> new EnhancedStatus(Math.max(2, classOf(reply)), 0, 0));
    };
  }

  private static int classOf(SmtpReply reply) {
    int first = reply.code() / 100;
    return first == 3 ? 4 : first;
  }
}
