package relay.domain.traffic;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import relay.domain.delivery.IdleRoom;

/**
 * Holds connections that are kept between mails to the limits of their flows: a connection from
 * which a mail has gone is still one at the server. Thread-safe.
 */
final class KeptConnections {
  private final ReentrantLock lock;
  private final Flows flows;

  /**
   * @param lock the one that guards the flows
   */
  KeptConnections(ReentrantLock lock, Flows flows) {
    this.lock = lock;
    this.flows = flows;
  }

  /** By the name that a flow has where all flows of all sources are. */
  IdleRoom room(String label, InstantSource clock) {
    return new IdleRoom(label, () -> most(label, clock.instant()));
  }

  private int most(String label, Instant now) {
    lock.lock();
    try {
      Flow flow = flows.labelled(label);
      // What nobody knows any more has no mail that a kept connection would serve.
      return flow == null ? 0 : flow.idleRoom(now);
    } finally {
      lock.unlock();
    }
  }
}
