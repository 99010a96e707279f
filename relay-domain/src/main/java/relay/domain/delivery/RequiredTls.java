package relay.domain.delivery;

import relay.domain.mail.Envelope;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/**
 * What REQUIRETLS demands of a host and of the way to it (RFC 8689 4.2.1): a name that nobody can
 * have forged, a certificate for that name, and the promise of the next server to do the same. A
 * host that falls short is passed over; when all do, the sender is told, and the mail goes nowhere.
 *
 * <p>Stateless. Does not bind mail from the null path: a report is not to be lost for it (RFC 8689
 * 5).
 */
public final class RequiredTls {
  private RequiredTls() {}

  /** Whether this mail must not go where the demands are not met. */
  public static boolean binds(Envelope envelope) {
    return envelope.options().requireTls() && !envelope.sender().isNull();
  }

  /**
   * What a failure at the host means for such mail: without a safe connection it is permanent
   * (5.7.10), though other mail would be tried again.
   */
  public static SmtpReply verdict(SmtpReply failure) {
    boolean unsafe = failure.local() && failure.status().filter(RequiredTls::isUnsafe).isPresent();
    return unsafe
        ? SmtpReply.local(550, "5.7.10", "REQUIRETLS: " + String.join(" ", failure.lines()))
        : failure;
  }

  private static boolean isUnsafe(EnhancedStatus status) {
    return status.subject() == 7 && (status.detail() == 5 || status.detail() == 10);
  }
}
