package relay.domain.spike;

import java.time.Duration;
import java.time.Instant;

/**
 * The share of failures that is usual: an average over days, of which the newest has a fifth. Days
 * with little mail say nothing, and a day of a spike says no more than that it was a bad day. Not
 * thread-safe.
 */
final class UsualShare {
  static final int DAY_MIN = 100;
  private static final double NEWEST = 0.2;
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
  long day = Long.MIN_VALUE;
  long failed;
  long counted;
  double share = -1;

  /**
   * @param most what a day may count at most, as a share
   */
  void add(Instant at, int failures, int all, double most) {
    long on = Math.floorDiv(at.getEpochSecond(), DAY_SECONDS);
    if (on > day) {
      close(most);
      day = on;
    }
    failed += failures;
    counted += all;
  }

  private void close(double most) {
    if (counted >= DAY_MIN) {
      double ofDay = Math.min(most, (double) failed / counted);
      share = share < 0 ? ofDay : share + NEWEST * (ofDay - share);
    }
    failed = 0;
    counted = 0;
  }

  /** 0 while nothing is known. */
  double share() {
    return Math.max(0, share);
  }
}
