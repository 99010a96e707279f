package relay.domain.feedback.event;

import java.time.Instant;
import relay.domain.feedback.mail.MailVerdict;
import relay.domain.mail.QueueId;
import relay.domain.tenancy.InboundPlace;

/**
 * A mail that came to one of our feedback addresses, as it was read.
 *
 * @param id of this mail
 * @param place the address that it came to
 * @param subject as written
 */
public record IncomingFeedback(
    QueueId id, InboundPlace.Feedback place, MailVerdict verdict, String subject, Instant at) {

  /** The same mail, read by other rules. */
  IncomingFeedback readAs(MailVerdict other) {
    return new IncomingFeedback(id, place, other, subject, at);
  }
}
