package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * What came out of a lane lately, as far as it matters, and what its workers do: how many have an
 * attempt under way, how many wait for a place of a flow. Guarded by its control's lock.
 */
final class LaneMix {
  private static final int PERCENT = 100;
  // So many rounds of all workers: fewer and a short run of one domain would look like a whole
  // lane.
  private static final int WORKERS_TURNS = 4;
  private final Row<Destination> destinations = new Row<>();
  private final Row<Flow> flows = new Row<>();
  private int running;
  private int standbys;

  /** How many in a row were the same. */
  private static final class Row<T> {
    private T last;
    private int length;

    void add(T next) {
      length = next == last ? Math.min(length, Integer.MAX_VALUE - 1) + 1 : 1;
      last = next;
    }

    boolean isAllOf(T one, int workers) {
      return one == last && length > WORKERS_TURNS * workers;
    }
  }

  /** A mail came out of the lane; its flow may not be known yet. */
  void asked(Destination destination, Flow flow) {
    destinations.add(destination);
    flows.add(flow);
  }

  /** Whether so many mails in a row went to this one that nothing else is likely to be there. */
  boolean isAllOf(Destination destination, int workers) {
    return destinations.isAllOf(destination, workers);
  }

  /** An attempt begins. */
  void began() {
    running++;
  }

  void ended() {
    running--;
  }

  /** One more waits for a place of a flow, or one less. */
  void standBy(int change) {
    standbys += change;
  }

  /** How a worker of the lane waits for a place of a flow, if only for no time. */
  Wait stepIn(Flow flow, Wish wish, int workers, TrafficSettings settings, Instant now) {
    Duration patience = settings.patience();
    boolean isFast = flow.hasTurnSoon(wish, patience, now);
    if (isFast && flows.isAllOf(flow, workers)) {
      return Wait.inLine(flow.waiters(), wish.lane(), patience);
    }
    if (!mayStandBy(workers, settings.standbyPercent())) {
      return Wait.inLine(flow.waiters(), wish.lane(), Duration.ZERO);
    }
    Duration most = isFast ? patience : flow.standby(wish, settings.standby(), now);
    return Wait.standby(flow.waiters(), wish.lane(), this, most);
  }

  /**
   * Whether one more may: of all workers no more than a share do, and of those without an attempt
   * no more than half, so that mail to others always finds one.
   */
  private boolean mayStandBy(int workers, int percent) {
    return standbys < workers * percent / PERCENT && standbys < (workers - running) / 2;
  }
}
