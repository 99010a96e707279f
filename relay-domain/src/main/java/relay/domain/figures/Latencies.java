package relay.domain.figures;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long things took in the last minutes, as percentiles. Thread-safe; a value that arrives while
 * its minute begins may be lost.
 */
public final class Latencies {
  private static final int MINUTES = 6;
  private static final long MINUTE_MILLIS = 60_000;
  private final Histogram[] slots = new Histogram[MINUTES];
  private final AtomicLong[] minutes = new AtomicLong[MINUTES];

  /**
   * Percentiles in milliseconds.
   *
   * @param count of values behind them
   */
  public record Percentiles(long count, long p50, long p90, long p99) {}

  Latencies() {
    for (int i = 0; i < MINUTES; i++) {
      slots[i] = new Histogram();
      minutes[i] = new AtomicLong(-1);
    }
  }

  void add(Instant at, long millis) {
    long minute = at.toEpochMilli() / MINUTE_MILLIS;
    int slot = (int) Math.floorMod(minute, (long) MINUTES);
    long held = minutes[slot].get();
    if (held < minute && minutes[slot].compareAndSet(held, minute)) {
      slots[slot].clear();
    }
    slots[slot].add(millis);
  }

  /** Of the five whole minutes before this instant and the one that runs. */
  Percentiles at(Instant now) {
    long minute = now.toEpochMilli() / MINUTE_MILLIS;
    long[] sums = Histogram.sums();
    for (int i = 0; i < MINUTES; i++) {
      if (minute - minutes[i].get() < MINUTES) {
        slots[i].addTo(sums);
      }
    }
    long count = 0;
    for (long sum : sums) {
      count += sum;
    }
    return new Percentiles(
        count,
        Histogram.percentile(sums, 0.50),
        Histogram.percentile(sums, 0.90),
        Histogram.percentile(sums, 0.99));
  }
}
