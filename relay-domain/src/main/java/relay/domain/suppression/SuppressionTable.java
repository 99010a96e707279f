package relay.domain.suppression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import relay.domain.suppression.SuppressionHash.Name;

/**
 * A map from names to small numbers in primitive arrays: 16 octets a place, 27 an entry when ten
 * million are in it. Of a name 96 bits are kept; that two subjects are taken for one has a chance
 * of one in 10^20 with ten million entries.
 *
 * <p>Cut into segments that grow one at a time, so that growing costs neither a second copy of the
 * whole nor a long pause; so small that a collector with regions does not give each array regions
 * of its own (measured: 470 instead of 268 MB for ten million entries in 64 segments). Any number
 * of threads read without a lock; changes are made one after the other.
 */
public final class SuppressionTable {
  private static final VarHandle KEYS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int SEGMENT_BITS = 10;
  private static final int SMALLEST = 16;
  private static final int OCTETS_A_PLACE = Long.BYTES + 2 * Integer.BYTES;

  private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
  private volatile long size;

  public SuppressionTable() {
    for (int i = 0; i < segments.length; i++) {
      segments[i] = new Segment();
    }
  }

  /** Takes what is in a table, as it is kept in a file. */
  public interface Sink {
    void entry(long key, int check, int value);
  }

  /** The number of a name; 0 when it is not there. */
  public int get(Name name) {
    long key = keyOf(name.high());
    return segmentOf(key).places.get(key, (int) name.low());
  }

  /**
   * Sets the number of a name.
   *
   * @param value not 0, which takes the name out
   */
  public void put(Name name, int value) {
    put(keyOf(name.high()), (int) name.low(), value);
  }

  /** The same of what a {@link Sink} was given. */
  public synchronized void put(long key, int check, int value) {
    size += segmentOf(key).put(key, check, value);
  }

  /** How many names are in it. */
  public long size() {
    return size;
  }

  /** Octets of its arrays. */
  public synchronized long octets() {
    long places = 0;
    for (Segment segment : segments) {
      places += segment.places.keys.length;
    }
    return places * OCTETS_A_PLACE;
  }

  /** Hands over all entries; changes wait. */
  public synchronized void forEach(Sink sink) {
    for (Segment segment : segments) {
      segment.places.forEach(sink);
    }
  }

  private Segment segmentOf(long key) {
    return segments[(int) (key >>> Long.SIZE - SEGMENT_BITS)];
  }

  /** 0 marks a free place. */
  private static long keyOf(long high) {
    return high == 0 ? 1 : high;
  }

  /** The part of the table whose keys begin alike. */
  private static final class Segment {
    private volatile Places places = new Places(SMALLEST);
    private int used;
    private int live;

    /** By how much the number of entries changed. */
    int put(long key, int check, int value) {
      Places now = places;
      int at = now.find(key, check);
      if (now.keys[at] == 0) {
        if (value == 0) {
          return 0;
        }
        // More than three quarters full makes the way to a free place long.
        if ((used + 1) * 4L > now.keys.length * 3L) {
          now = grown(now);
          at = now.find(key, check);
        }
        now.fill(at, key, check, value);
        used++;
        live++;
        return 1;
      }
      int before = now.values[at];
      VALUES.setVolatile(now.values, at, value);
      int change = (value == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
      live += change;
      return change;
    }

    /** What was taken out does not come along. */
    private Places grown(Places old) {
      int length = (live + 1) * 2L > old.keys.length ? old.keys.length * 2 : old.keys.length;
      Places next = new Places(length);
      old.forEach((key, check, value) -> next.fill(next.find(key, check), key, check, value));
      used = live;
      places = next;
      return next;
    }
  }

  /** Open addressing: from its own place on to the first that is free. */
  private static final class Places {
    private final long[] keys;
    private final int[] checks;
    private final int[] values;

    Places(int length) {
      keys = new long[length];
      checks = new int[length];
      values = new int[length];
    }

    int get(long key, int check) {
      int mask = keys.length - 1;
      int at = (int) key & mask;
      while (true) {
        // Written last, so who sees the key sees the rest.
        long there = (long) KEYS.getAcquire(keys, at);
        if (there == 0) {
          return 0;
        }
        if (there == key && checks[at] == check) {
          return (int) VALUES.getOpaque(values, at);
        }
        at = at + 1 & mask;
      }
    }

    int find(long key, int check) {
      int mask = keys.length - 1;
      int at = (int) key & mask;
      while (keys[at] != 0 && (keys[at] != key || checks[at] != check)) {
        at = at + 1 & mask;
      }
      return at;
    }

    void fill(int at, long key, int check, int value) {
      checks[at] = check;
      values[at] = value;
      KEYS.setRelease(keys, at, key);
    }

    void forEach(Sink sink) {
      for (int at = 0; at < keys.length; at++) {
        if (keys[at] != 0 && values[at] != 0) {
          sink.entry(keys[at], checks[at], values[at]);
        }
      }
    }
  }
}
