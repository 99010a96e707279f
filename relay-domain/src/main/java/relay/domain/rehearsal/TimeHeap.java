package relay.domain.rehearsal;

import java.util.Arrays;

/** Numbers by time, the earliest first; of the same time the lower number. For one thread. */
final class TimeHeap {
  private static final int NUMBER_BITS = 24;

  /** No number is as high. */
  static final int NUMBERS = 1 << NUMBER_BITS;

  /** Some 17 years in milliseconds: with the number behind it, a later time would be negative. */
  private static final long TIME_MAX = Long.MAX_VALUE >>> NUMBER_BITS;

  private long[] heap = new long[1024];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The earliest time; the highest number of all where there is none. */
  long time() {
    return size == 0 ? Long.MAX_VALUE : heap[0] >>> NUMBER_BITS;
  }

  /**
   * @param time from 0 on; what is later than 2^39 - 1 counts as that
   * @param number below {@link #NUMBERS}
   */
  void add(long time, int number) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    long value = Math.min(time, TIME_MAX) << NUMBER_BITS | number;
    int at = size++;
    while (at > 0 && heap[(at - 1) / 2] > value) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = value;
  }

  /** Takes the earliest away. */
  int remove() {
    final long first = heap[0];
    long value = heap[--size];
    int at = 0;
    int child = 1;
    while (child < size) {
      child += child + 1 < size && heap[child + 1] < heap[child] ? 1 : 0;
      if (heap[child] >= value) {
        break;
      }
      heap[at] = heap[child];
      at = child;
      child = 2 * at + 1;
    }
    heap[at] = value;
    return (int) (first & NUMBERS - 1);
  }
}
