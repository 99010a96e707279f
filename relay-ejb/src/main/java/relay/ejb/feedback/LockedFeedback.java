package relay.ejb.feedback;

import java.time.Instant;
import java.util.Optional;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeVerdict;
import relay.domain.brake.Brakes;
import relay.domain.brake.MailTraits;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.ContentUnreadable;
import relay.ejb.queues.ContentAlarm;

/**
 * What becomes of feedback whose content cannot be opened: it waits at the broker, which gives it
 * out again and again, and the health page tells what to do. Only a brake that ends mail ends it.
 * Thread-safe.
 */
final class LockedFeedback {
  private final ContentAlarm alarm;
  private final Brakes brakes;

  LockedFeedback(ContentAlarm alarm, Brakes brakes) {
    this.alarm = alarm;
    this.brakes = brakes;
  }

  /** The brake that ends a mail; empty: it waits, and that is told. */
  Optional<Brake> endedBy(QueuedMail mail, ContentUnreadable why, Instant now) {
    Optional<Brake> end = end(mail, now);
    if (end.isEmpty()) {
      alarm.raise(mail.entry().mail(), why.getMessage(), now);
    }
    return end;
  }

  private Optional<Brake> end(QueuedMail mail, Instant now) {
    BrakeBook book = brakes.current();
    MailTraits traits = MailTraits.of(mail);
    Optional<Brake> end = Optional.empty();
    for (Recipient recipient : mail.envelope().recipients()) {
      BrakeVerdict verdict = book.verdict(traits, MailTraits.domainOf(recipient.address()), now);
      if (!(verdict instanceof BrakeVerdict.Ended ended)) {
        return Optional.empty();
      }
      end = Optional.of(ended.brake());
    }
    return end;
  }

  /** A mail is at its end. */
  void over(QueuedMail mail) {
    alarm.end(mail.entry().mail());
  }
}
