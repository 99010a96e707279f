package relay.domain.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The name of an accepted mail, told to the client in the 250: 20 characters of Crockford's base 32
 * in lower case, 9 of time (milliseconds, so that ids sort by age) and 11 of chance.
 */
public record QueueId(String text) implements Comparable<QueueId> {
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 20;

  public QueueId {
    if (!isId(text)) {
      throw new IllegalArgumentException("not a queue id");
    }
  }

  /** By hand: every event and message reads ids, and a pattern took 2 % of the mail path's CPU. */
  private static boolean isId(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' && c != 'i' && c != 'l' && c != 'o' && c != 'u';
      if (!letter && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  public static QueueId next(Instant now, RandomGenerator random) {
    return of(now.toEpochMilli(), random.nextLong());
  }

  /**
   * The id of its two halves.
   *
   * @param millis of time, of which 45 bits count
   * @param chance of which 55 bits count
   */
  public static QueueId of(long millis, long chance) {
    char[] id = new char[LENGTH];
    for (int i = 8; i >= 0; i--) {
      id[i] = DIGITS[(int) (millis & 31)];
      millis >>>= 5;
    }
    for (int i = 9; i < 20; i++) {
      id[i] = DIGITS[(int) (chance & 31)];
      chance >>>= 5;
    }
    return new QueueId(new String(id));
  }

  /**
   * The id of something that has a name of its own elsewhere: always the same for the same time and
   * name.
   */
  public static QueueId derived(Instant at, String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return next(at, () -> ByteBuffer.wrap(hash).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The half that is time: milliseconds since 1970, 45 bits. */
  public long millis() {
    long millis = 0;
    for (int i = 0; i < 9; i++) {
      millis = millis << 5 | valueOf(text.charAt(i));
    }
    return millis;
  }

  /** The half that is chance: 55 bits. */
  public long chance() {
    long chance = 0;
    for (int i = LENGTH - 1; i > 8; i--) {
      chance = chance << 5 | valueOf(text.charAt(i));
    }
    return chance;
  }

  private static int valueOf(char digit) {
    if (digit <= '9') {
      return digit - '0';
    }
    // the alphabet leaves out i, l, o and u
    int skipped = (digit > 'i' ? 1 : 0) + (digit > 'l' ? 1 : 0) + (digit > 'o' ? 1 : 0);
    return digit - 'a' + 10 - skipped - (digit > 'u' ? 1 : 0);
  }

  @Override
  public int compareTo(QueueId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
