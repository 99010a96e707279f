package relay.domain.traffic;

import java.util.Map;
import java.util.TreeMap;

/**
 * Times that were promised. A mail that comes back takes any that is due: who comes first has
 * waited as long as the other. What nobody fetches for a while is void. Times in seconds since the
 * epoch; guarded by its owner's lock.
 */
public final class Slots {
  private final TreeMap<Long, int[]> promised = new TreeMap<>();
  private final long graceSeconds;
  private long count;

  /**
   * @param graceSeconds how late a mail may be; then its slot is lost and it asks anew
   */
  public Slots(long graceSeconds) {
    this.graceSeconds = graceSeconds;
  }

  /** Gives one of this time away. */
  public void promise(long second) {
    promised.computeIfAbsent(second, s -> new int[1])[0]++;
    count++;
  }

  boolean isEmpty() {
    return promised.isEmpty();
  }

  /** The earliest; there is one. */
  long first() {
    return promised.firstKey();
  }

  /** Whether one was due, which is taken. */
  public boolean take(long now) {
    if (!hasDue(now)) {
      return false;
    }
    Map.Entry<Long, int[]> first = promised.firstEntry();
    count--;
    if (--first.getValue()[0] == 0) {
      promised.remove(first.getKey());
    }
    return true;
  }

  /** Takes the earliest, due or not; false when none is promised. */
  boolean takeFirst(long now) {
    forget(now);
    return !promised.isEmpty() && take(Math.max(now, promised.firstKey()));
  }

  /** Whether one is due. */
  public boolean hasDue(long now) {
    forget(now);
    return !promised.isEmpty() && promised.firstKey() <= now;
  }

  /** Whether more were due than so many. */
  boolean hasDue(long now, long besides) {
    if (besides == 0) {
      return hasDue(now);
    }
    forget(now);
    return due(now, besides + 1) > besides;
  }

  /** How many were due, up to a bound. */
  long due(long now, long most) {
    forget(now);
    long due = 0;
    for (int[] some : promised.headMap(now, true).values()) {
      due += some[0];
      if (due >= most) {
        return most;
      }
    }
    return due;
  }

  /** How many have a time that is not after this one, which may lie ahead. */
  public long upTo(long last, long now) {
    forget(now);
    long some = 0;
    for (int[] each : promised.headMap(last, true).values()) {
      some += each[0];
    }
    return some;
  }

  /** How many mails have a time of their own. */
  public long count(long now) {
    forget(now);
    return count;
  }

  private void forget(long now) {
    while (!promised.isEmpty() && promised.firstKey() < now - graceSeconds) {
      count -= promised.pollFirstEntry().getValue()[0];
    }
  }
}
