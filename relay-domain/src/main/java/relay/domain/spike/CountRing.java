package relay.domain.spike;

import java.time.Duration;
import java.time.Instant;

/**
 * How many of how many, over a window that slides by twelfths. What is older than the window, or
 * comes from before it, does not count. Not thread-safe.
 */
final class CountRing {
  static final int PARTS = 12;
  private final Duration window;
  private final long partMillis;
  final int[] failed = new int[PARTS];
  final int[] counted = new int[PARTS];
  private long newest = Long.MIN_VALUE;

  CountRing(Duration window) {
    this.window = window;
    this.partMillis = Math.max(1, window.toMillis() / PARTS);
  }

  Duration window() {
    return window;
  }

  /** The number of the newest part that has counts. */
  long newest() {
    return newest;
  }

  void restore(long newestPart, int[] failures, int[] all) {
    newest = newestPart;
    System.arraycopy(failures, 0, failed, 0, PARTS);
    System.arraycopy(all, 0, counted, 0, PARTS);
  }

  void add(Instant at, int failures, int all) {
    long part = partOf(at);
    if (newest == Long.MIN_VALUE) {
      newest = part;
    }
    moveTo(part);
    if (part > newest - PARTS) {
      failed[placeOf(part)] += failures;
      counted[placeOf(part)] += all;
    }
  }

  long failed(Instant now) {
    moveTo(partOf(now));
    return sum(failed);
  }

  long counted(Instant now) {
    moveTo(partOf(now));
    return sum(counted);
  }

  /** Takes out what another ring of the same window has. */
  void subtract(CountRing other) {
    if (!other.window.equals(window) || newest == Long.MIN_VALUE) {
      return;
    }
    long from = Math.max(newest, other.newest) - PARTS + 1;
    for (long part = from; part <= Math.min(newest, other.newest); part++) {
      int place = placeOf(part);
      failed[place] = Math.max(0, failed[place] - other.failed[place]);
      counted[place] = Math.max(0, counted[place] - other.counted[place]);
    }
  }

  void clear() {
    java.util.Arrays.fill(failed, 0);
    java.util.Arrays.fill(counted, 0);
  }

  private void moveTo(long part) {
    if (newest == Long.MIN_VALUE) {
      return;
    }
    long first = Math.max(newest + 1, part - PARTS + 1);
    for (long fresh = first; fresh <= part; fresh++) {
      failed[placeOf(fresh)] = 0;
      counted[placeOf(fresh)] = 0;
    }
    newest = Math.max(newest, part);
  }

  private long partOf(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), partMillis);
  }

  private static int placeOf(long part) {
    return Math.floorMod(part, PARTS);
  }

  private static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
