package relay.domain.queue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import relay.domain.mail.QueueId;

/** The mails that wait for an operator to say whether they arrived (port). Thread-safe. */
public interface InDoubtMails {

  /**
   * At most so many, lane by lane, oldest first.
   *
   * @param mail only the copies of this one
   * @throws QueueUnavailable when the broker failed
   */
  List<InDoubtMail> list(Optional<QueueId> mail, int most);

  /**
   * How many there were some seconds ago; costs nothing.
   *
   * @return empty when this broker does not tell
   */
  OptionalLong count();
}
