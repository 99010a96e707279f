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
  private int passes;

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
    enter(lane);
    try {
      return condition(lane).awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      leave(lane);
    }
  }

  /** One more waits. */
  void enter(Lane lane) {
    waiting[lane.ordinal()]++;
  }

  void leave(Lane lane) {
    waiting[lane.ordinal()]--;
  }

  private Condition condition(Lane lane) {
    return freed.computeIfAbsent(lane, l -> lock.newCondition());
  }

  /** The place is not for the one that was woken, so the next of its lane has a look, each once. */
  void passOn(Lane lane) {
    if (passes > 0 && waiting[lane.ordinal()] > 0) {
      passes--;
      condition(lane).signal();
    }
  }

  /**
   * Wakes one that can use the place of a mail of this lane: of the same lane, for another may have
   * its share already; and before it one with a one-time password, which goes first while it is
   * within its quota.
   */
  void freed(Lane lane) {
    passes = count() - 1;
    if (lane != Lane.OTP && waiting[Lane.OTP.ordinal()] > 0) {
      condition(Lane.OTP).signal();
    }
    if (lane == Lane.OTP) {
      // It may be above its quota: then the place is for others.
      freed.values().forEach(Condition::signal);
      return;
    }
    if (waiting[lane.ordinal()] > 0) {
      condition(lane).signal();
      return;
    }
    freed.values().forEach(Condition::signal);
  }
}
