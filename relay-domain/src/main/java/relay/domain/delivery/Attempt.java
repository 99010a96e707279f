package relay.domain.delivery;

import java.time.Instant;
import relay.domain.queue.QueuedMail;

/**
 * An attempt that is over.
 *
 * @param mail as it was taken from the queue; signed by now when the content is
 * @param hop name of the next hop
 * @param source where it left from
 */
public record Attempt(
    QueuedMail mail, String hop, String source, Instant startedAt, Instant endedAt) {

  /** From the source of the settings, or from none: nothing was sent. */
  public Attempt(QueuedMail mail, String hop, Instant startedAt, Instant endedAt) {
    this(mail, hop, Origin.DEFAULT_SOURCE, startedAt, endedAt);
  }

  /** 1 for the first one. */
  int number() {
    return mail.entry().attempts() + 1;
  }
}
