package relay.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/** Time that passes only when nothing is left to do at one instant. */
final class VirtualClock implements InstantSource {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private Instant now;
  private long sequence;
  private int epoch;

  VirtualClock(Instant start) {
    now = start;
  }

  /**
   * @param epoch of the process that waits for it; dies with it. -1 outlives every crash
   */
  private record Event(Instant at, long sequence, int epoch, Runnable action)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = at.compareTo(other.at);
      return byTime == 0 ? Long.compare(sequence, other.sequence) : byTime;
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** For the world outside: happens whatever becomes of the relay. */
  void at(Instant time, Runnable action) {
    events.add(new Event(time, sequence++, -1, action));
  }

  /** For the relay: does not happen when it dies before. */
  void after(Duration delay, Runnable action) {
    events.add(new Event(now.plus(delay), sequence++, epoch, action));
  }

  void processDied() {
    epoch++;
  }

  /** Does the next thing; false when there is none. */
  boolean step() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    now = next.at.isAfter(now) ? next.at : now;
    if (next.epoch == -1 || next.epoch == epoch) {
      next.action.run();
    }
    return true;
  }
}
