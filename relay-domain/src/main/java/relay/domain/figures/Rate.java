package relay.domain.figures;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many in the last minute, by second. Thread-safe; the count of a second may be a few short.
 */
final class Rate {
  static final int WINDOW_SECONDS = 60;
  private static final int SLOTS = 64;
  private static final int COUNT_BITS = 24;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  // second << 24 | count, so that both change at once
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  void add(Instant at, long count) {
    long second = at.getEpochSecond();
    slots.accumulateAndGet(
        (int) Math.floorMod(second, (long) SLOTS), count, (held, more) -> sum(held, second, more));
  }

  private static long sum(long held, long second, long more) {
    long heldSecond = held >>> COUNT_BITS;
    if (heldSecond > second) {
      return held;
    }
    long before = heldSecond == second ? held & COUNT_MASK : 0;
    return second << COUNT_BITS | Math.min(COUNT_MASK, before + more);
  }

  /** Per second, over the minute before this one second. */
  double perSecond(Instant now) {
    long second = now.getEpochSecond();
    long sum = 0;
    for (int i = 0; i < SLOTS; i++) {
      long held = slots.get(i);
      long age = second - (held >>> COUNT_BITS);
      if (age >= 1 && age <= WINDOW_SECONDS) {
        sum += held & COUNT_MASK;
      }
    }
    return (double) sum / WINDOW_SECONDS;
  }
}
