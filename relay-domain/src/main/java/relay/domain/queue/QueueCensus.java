package relay.domain.queue;

import java.util.Optional;
import java.util.Set;
import relay.domain.mail.QueueId;

/**
 * Looks for mails in a whole queue (port): for a start, not for every mail. Thread-safe, never
 * throws for a broker that is down.
 */
public interface QueueCensus {

  /** The message property that holds the queue id of a mail. */
  String QUEUE_ID = "queueId";

  /**
   * Which of these mails stand in a queue: waiting, in pages, with a worker, or put back for later.
   * A mail that is there during the whole call is never overlooked.
   *
   * @return empty when this broker does not tell
   */
  Optional<Set<QueueId>> present(String queue, Set<QueueId> mails);
}
