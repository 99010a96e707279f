package relay.domain.delivery;

import relay.domain.delivery.Report.Item;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.EnhancedStatus;

/**
 * What a sender who set a time limit (DELIVERBY, RFC 2852) is to hear beside the usual reports.
 * Stateless.
 */
final class DeadlineNews {
  private static final EnhancedStatus TIME_EXPIRED = EnhancedStatus.of("5.4.7");

  private DeadlineNews() {}

  /**
   * Whether the hand-over itself is news: the sender wants a trace of every relay (RFC 2852 4.1.4),
   * or wants to hear of a delay that the next server will not tell about (4.1.4.2).
   */
  static boolean isDue(QueuedMail mail, RecipientReply said) {
    return mail.envelope()
        .options()
        .deliverBy()
        .filter(by -> by.trace() || !by.returnAfter() && !said.deadlineTaken())
        .isPresent();
  }

  /** The item as it is unless the sender's own limit in by-mode R ended the mail: then 5.4.7. */
  static Item expired(QueuedMail mail, Item item) {
    boolean returned =
        mail.envelope()
            .options()
            .deliverBy()
            .filter(DeliverBy::returnAfter)
            .filter(by -> !by.deadline().isAfter(mail.expiresAt()))
            .isPresent();
    return returned && item.cause() == Cause.EXPIRED
        ? new Item(
            item.recipient(),
            item.cause(),
            TIME_EXPIRED,
            item.reply(),
            item.host(),
            item.attemptedAt())
        : item;
  }
}
