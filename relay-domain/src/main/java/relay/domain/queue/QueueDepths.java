package relay.domain.queue;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.Lane;

/**
 * How much is queued (port). Counts are a few seconds old at most; answers at once. Thread-safe.
 */
public interface QueueDepths {
  /** Mails in the lane's queue, those being worked on included. */
  long inLane(Lane lane);

  /** Mails in all waiting rooms. */
  long waiting();

  /** When the next mail leaves its waiting room; empty when none waits or it is not known yet. */
  Optional<Instant> nextDue();

  /** Messages in the dead-letter queues; more than 0 is a defect that somebody must look at. */
  long dead();
}
