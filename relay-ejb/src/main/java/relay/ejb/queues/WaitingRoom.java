package relay.ejb.queues;

import java.time.Duration;
import java.time.Instant;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueNames;

/**
 * What the pump knows about one room: before which time its head cannot be due. Used by the pump's
 * thread; the known time may be read by others.
 */
final class WaitingRoom {
  private final Lane lane;
  private final String queue;
  private final Duration stay;
  private volatile Instant notBefore = Instant.EPOCH;
  private volatile boolean hasHead;

  WaitingRoom(Lane lane, int seconds) {
    this.lane = lane;
    this.queue = QueueNames.room(lane, seconds);
    this.stay = Duration.ofSeconds(seconds);
  }

  Lane lane() {
    return lane;
  }

  String queue() {
    return queue;
  }

  Instant notBefore() {
    return notBefore;
  }

  /** True when a mail is known to wait here until {@link #notBefore}. */
  boolean hasHead() {
    return hasHead;
  }

  /** Nothing waits: what comes from now on stays for the whole delay. */
  void isEmptyAt(Instant now) {
    hasHead = false;
    notBefore = now.plus(stay);
  }

  void headLeavesAt(Instant leaves) {
    hasHead = true;
    notBefore = leaves;
  }

  /** Looked at in vain; look again after the pause. */
  void retryAfter(Instant now, Duration pause) {
    notBefore = now.plus(pause);
  }
}
