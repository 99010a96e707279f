package relay.domain.delivery;

import java.time.Instant;
import relay.domain.queue.QueuedMail;

/**
 * An attempt that is over.
 *
 * @param mail as it was taken from the queue; signed by now when the content is
 * @param hop name of the next hop
 */
public record Attempt(QueuedMail mail, String hop, Instant startedAt, Instant endedAt) {
  /** 1 for the first one. */
  int number() {
    return mail.entry().attempts() + 1;
  }
}
