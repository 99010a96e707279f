package relay.domain.traffic;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import relay.domain.mail.Lane;

/** The workers that wait for their turn at one destination. Guarded by its control's lock. */
final class Waiters {
  private final ReentrantLock lock;
  private final Map<Lane, Condition> freed = new EnumMap<>(Lane.class);
  private final int[] waiting = new int[Lane.values().length];

  Waiters(ReentrantLock lock) {
    this.lock = lock;
  }

  /** Of all lanes. */
  int count() {
    int count = 0;
    for (int ofLane : waiting) {
      count += ofLane;
    }
    return count;
  }

  int count(Lane lane) {
    return waiting[lane.ordinal()];
  }

  /** The time that is left when a place came free; none after an interrupt, which stays set. */
  long await(Lane lane, long nanos) {
    waiting[lane.ordinal()]++;
    try {
      return freed.computeIfAbsent(lane, l -> lock.newCondition()).awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      waiting[lane.ordinal()]--;
    }
  }

  /**
   * Wakes one that can use the place of a mail of this lane: of the same lane, for another may have
   * its share already; and before it one with a one-time password, which goes first while it is
   * within its quota.
   */
  void freed(Lane lane) {
    if (lane != Lane.OTP && waiting[Lane.OTP.ordinal()] > 0) {
      freed.get(Lane.OTP).signal();
    }
    if (lane == Lane.OTP) {
      // It may be above its quota: then the place is for others.
      freed.values().forEach(Condition::signal);
      return;
    }
    if (waiting[lane.ordinal()] > 0) {
      freed.get(lane).signal();
      return;
    }
    freed.values().forEach(Condition::signal);
  }
}
