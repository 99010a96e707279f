package relay.domain.journal;

import java.util.random.RandomGenerator;

/**
 * Names for journal lines, 20 characters of Crockford's base 32: 9 of time, 5 of a count within the
 * millisecond, 6 of chance drawn once. Within one process each is greater than the one before, even
 * when the clock steps back. Not thread-safe.
 */
public final class EventIds {
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private final char[] id = new char[20];
  private long millis;
  private int count;

  public EventIds(RandomGenerator random) {
    write(random.nextLong() >>> 1, 14, 6);
  }

  /** The next name; {@code nowMillis} is the epoch time of the event being written. */
  public String next(long nowMillis) {
    if (nowMillis > millis) {
      millis = nowMillis;
      count = 0;
    } else {
      count++;
    }
    write(millis, 0, 9);
    write(count, 9, 5);
    return new String(id);
  }

  private void write(long number, int from, int digits) {
    long rest = number;
    for (int i = from + digits - 1; i >= from; i--) {
      id[i] = DIGITS[(int) (rest & 31)];
      rest >>>= 5;
    }
  }
}
