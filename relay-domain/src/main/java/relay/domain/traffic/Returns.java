package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * Times at which it is worth asking again for those to whom nothing can be promised: spread evenly
 * over somewhat less than it takes until all who wait have gone, so that enough come whatever the
 * pace is then. Guarded by the control's lock.
 */
final class Returns {
  private static final double GOLDEN = 0.6180339887498949;

  /** Of the time that all take: for those who are not known to find anything. */
  static final double PART = 0.7;

  private final Slots told = new Slots(0);
  private final double part;
  private long times;

  /**
   * @param part of the time that all who wait take, over which they are spread
   */
  Returns(double part) {
    this.part = part;
  }

  /** How many are on their way. */
  long count(Instant now) {
    return told.count(now.getEpochSecond());
  }

  /**
   * The time of one more.
   *
   * @param perSecond how many may go
   * @param leastSeconds that they are spread over
   */
  Instant next(double perSecond, int leastSeconds, Instant from, Instant furthest, Instant now) {
    long most = Math.max(1, Duration.between(from, furthest).toMillis());
    double needed = count(now) / perSecond * part * 1000;
    double span = Math.min(most, Math.max(leastSeconds * 1000.0, needed));
    times++;
    Instant at = from.plusMillis((long) (times * GOLDEN % 1 * span));
    told.promise(at.getEpochSecond());
    return at;
  }
}
