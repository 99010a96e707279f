package relay.domain.deadletter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import relay.domain.queue.QueueNames;

/**
 * A message in one of the queues where messages end that nobody could work on.
 *
 * @param id for the operator; the same as long as it lies there
 * @param queue where it lies
 * @param cameFrom the queue it was taken out of; empty when nobody wrote it down
 * @param reason a sentence
 * @param since when it became one; empty where the broker alone put it there
 * @param octets of its body as it lies there
 * @param contentKey id of the key that sealed its content; empty text when none did
 * @param properties what its producer wrote on it; empty for a queued mail
 * @param mail what it says of itself; empty when it cannot be read as a queued mail
 */
public record DeadLetter(
    String id,
    String queue,
    Optional<String> cameFrom,
    String reason,
    Optional<Instant> since,
    long octets,
    String contentKey,
    Map<String, String> properties,
    Optional<DeadMail> mail) {

  public DeadLetter {
    properties = Map.copyOf(properties);
  }

  /**
   * The queue to which it is given back: mail to its lane, whatever waiting room it stood in, what
   * a producer handed in to where he did; empty when nobody knows.
   */
  public Optional<String> home() {
    if (queue.equals(QueueNames.SUBMISSION_DEAD) || queue.equals(QueueNames.EXPIRED)) {
      return cameFrom
          .filter(QueueNames.AUTOMATION_EVENTS::equals)
          .or(() -> Optional.of(QueueNames.SUBMISSION));
    }
    if (mail.isPresent()) {
      return Optional.of(
          mail.get().isFeedback() ? QueueNames.FEEDBACK : QueueNames.of(mail.get().lane()));
    }
    return cameFrom.filter(QueueNames::isOurs).filter(from -> !from.equals(queue));
  }
}
