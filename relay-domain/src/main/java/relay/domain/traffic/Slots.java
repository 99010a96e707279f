package relay.domain.traffic;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Times that were promised and paid for. A mail that comes back takes any that is due: who comes
 * first has waited as long as the other. What nobody fetches for a while is void. Times in seconds
 * since the epoch; guarded by the control's lock.
 */
final class Slots {
  /** A mail may be late by what a busy lane takes; then its slot is lost and it asks anew. */
  private static final long GRACE_SECONDS = 300;

  private final Deque<long[]> promised = new ArrayDeque<>();
  private long count;

  /** One second with so many slots; never before the one promised last. */
  void promise(long second) {
    long[] last = promised.peekLast();
    if (last != null && last[0] >= second) {
      last[1]++;
    } else {
      promised.addLast(new long[] {second, 1});
    }
    count++;
  }

  /** Whether one was due, which is taken. */
  boolean take(long now) {
    forget(now);
    long[] first = promised.peekFirst();
    if (first == null || first[0] > now) {
      return false;
    }
    count--;
    if (--first[1] == 0) {
      promised.removeFirst();
    }
    return true;
  }

  /** Whether one is due. */
  boolean hasDue(long now) {
    forget(now);
    return !promised.isEmpty() && promised.peekFirst()[0] <= now;
  }

  /** How many mails have a time of their own. */
  long count(long now) {
    forget(now);
    return count;
  }

  private void forget(long now) {
    while (!promised.isEmpty() && promised.peekFirst()[0] < now - GRACE_SECONDS) {
      count -= promised.removeFirst()[1];
    }
  }
}
