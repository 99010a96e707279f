package relay.domain.feedback.event;

import java.util.Optional;
import relay.domain.mail.QueueId;

/** The record of what we sent (port). Thread-safe. */
public interface SentMails {
  /**
   * The mail of this id; empty when the record does not have it, or not any more. The record is a
   * second or two behind.
   *
   * @throws relay.domain.view.ViewUnavailable while the record cannot be asked
   */
  Optional<SentMail> find(QueueId id);
}
