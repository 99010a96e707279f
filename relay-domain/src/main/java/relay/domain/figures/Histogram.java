package relay.domain.figures;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of values from 0 up in buckets that grow with the value, so that a percentile is off by at
 * most 1/16. Thread-safe without locks; a reading beside writers may miss the newest.
 */
final class Histogram {
  private static final int FRACTION_BITS = 4;
  private static final int FRACTIONS = 1 << FRACTION_BITS;
  private static final int BUCKETS = (64 - FRACTION_BITS) * FRACTIONS;
  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void add(long value) {
    counts.incrementAndGet(bucketOf(Math.max(0, value)));
  }

  void clear() {
    for (int i = 0; i < BUCKETS; i++) {
      counts.set(i, 0);
    }
  }

  void addTo(long[] sums) {
    for (int i = 0; i < BUCKETS; i++) {
      sums[i] += counts.get(i);
    }
  }

  static long[] sums() {
    return new long[BUCKETS];
  }

  /** The value below which this share of the values lies; 0 when there are none. */
  static long percentile(long[] sums, double share) {
    long all = 0;
    for (long count : sums) {
      all += count;
    }
    long wanted = (long) Math.ceil(all * share);
    long seen = 0;
    for (int i = 0; i < sums.length; i++) {
      seen += sums[i];
      if (seen >= wanted && sums[i] > 0) {
        return highestOf(i);
      }
    }
    return 0;
  }

  private static int bucketOf(long value) {
    if (value < FRACTIONS) {
      return (int) value;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(value) - FRACTION_BITS;
    return (exponent + 1) * FRACTIONS + (int) (value >>> exponent) - FRACTIONS;
  }

  private static long highestOf(int bucket) {
    if (bucket < FRACTIONS) {
      return bucket;
    }
    int exponent = bucket / FRACTIONS - 1;
    long fraction = bucket % FRACTIONS + FRACTIONS;
    return ((fraction + 1) << exponent) - 1;
  }
}
