package relay.domain.quota;

import relay.domain.tenancy.SendingRamp;

/**
 * How far a new tenant has come.
 *
 * @param day the day that is counted, in days since 1970, UTC
 * @param cleanDays before that day
 * @param delivered recipients of that day whose mail was taken
 * @param bounced recipients of that day whose mail was refused for good
 */
public record RampProgress(long day, int cleanDays, long delivered, long bounced) {
  /** A day on which less than this part of its limit was sent proves nothing. */
  private static final int PART_OF_LIMIT_MIN = 10;

  static RampProgress first(long day) {
    return new RampProgress(day, 0, 0, 0);
  }

  /** As it is on a day, which may be a later one. */
  RampProgress on(long now, SendingRamp ramp) {
    return now <= day ? this : new RampProgress(now, cleanDays + (isClean(ramp) ? 1 : 0), 0, 0);
  }

  RampProgress plus(long more, long moreBounced) {
    return new RampProgress(day, cleanDays, delivered + more, bounced + moreBounced);
  }

  /** Whether this day, as far as it has gone, counts. */
  public boolean isClean(SendingRamp ramp) {
    long all = delivered + bounced;
    long least = Math.max(1, ramp.limitAfter(cleanDays) / PART_OF_LIMIT_MIN);
    return all >= least && bounced * 100 <= ramp.bouncePercentMax() * all;
  }

  /** The limit of the day; 0 when there is none any more. */
  public long limit(SendingRamp ramp) {
    return ramp.isOverAfter(cleanDays) ? 0 : ramp.limitAfter(cleanDays);
  }
}
