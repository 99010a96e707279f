package relay.domain.quota;

import relay.domain.quota.RateLimit.Window;

/**
 * The theoretical arrival times of one key, one for each window, in microseconds since the epoch.
 * Guarded by itself.
 */
public final class Meter {
  private final long[] arrivals = new long[Window.values().length];

  /** When a cost would be within the limit; not after {@code now} when it is. */
  public long freeAt(RateLimit limit, long cost, long now) {
    return arrival(limit, cost, now) - limit.window().micros();
  }

  public void take(RateLimit limit, long cost, long now) {
    arrivals[limit.window().ordinal()] = arrival(limit, cost, now);
  }

  /** As if all that was taken ended then. */
  public void set(RateLimit limit, long end) {
    arrivals[limit.window().ordinal()] = end;
  }

  private long arrival(RateLimit limit, long cost, long now) {
    return Math.max(arrivals[limit.window().ordinal()], now) + limit.micros(cost);
  }

  /** Whether it is as if it had never been used. */
  synchronized boolean isIdle(long now) {
    for (long arrival : arrivals) {
      if (arrival > now) {
        return false;
      }
    }
    return true;
  }

  synchronized long[] arrivals() {
    return arrivals.clone();
  }

  synchronized void restore(long[] saved) {
    System.arraycopy(saved, 0, arrivals, 0, Math.min(saved.length, arrivals.length));
  }
}
