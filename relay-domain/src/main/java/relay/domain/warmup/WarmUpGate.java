package relay.domain.warmup;

import java.util.Locale;

/**
 * Whether a day was healthy enough for the next to bring more.
 *
 * @param course where the plan goes after it
 * @param why the rate that decided, for people; empty for {@link Course#RISE}
 */
public record WarmUpGate(Course course, String why) {

  /** What follows a day. */
  public enum Course {
    /** The next day of the plan. */
    RISE,
    /** The same day once more. */
    STAY,
    /** The day before. */
    BACK
  }

  /** One alone is chance. */
  private static final int SEEN_MIN = 2;

  /** A rate this many times above its limit steps back. */
  private static final int FAR_ABOVE = 2;

  private static final WarmUpGate HEALTHY = new WarmUpGate(Course.RISE, "");

  /**
   * Judges a day by its worst rate.
   *
   * @param before attempts of the sending day before: complaints, and bounces that come by mail,
   *     are about its mail, too
   */
  static WarmUpGate of(WarmUpHealth health, long before, WarmUpSettings limits) {
    long all = health.attempts();
    long mails = Math.max(all, before);
    WarmUpGate worst = HEALTHY;
    worst = worst.or("deferrals", health.deferred(), all, limits.deferralPercentMax() * 10);
    worst = worst.or("hard bounces", health.bounced(), mails, limits.bouncePercentMax() * 10);
    worst = worst.or("blocks", health.blocked(), all, limits.blockPercentMax() * 10);
    return worst.or("complaints", health.complained(), mails, limits.complaintPermilleMax());
  }

  private WarmUpGate or(String what, long seen, long all, int permilleMax) {
    if (course == Course.BACK || seen < SEEN_MIN || seen * 1000 <= permilleMax * all) {
      return this;
    }
    boolean isFar = seen * 1000 > FAR_ABOVE * permilleMax * all;
    if (course == Course.STAY && !isFar) {
      return this;
    }
    double percent = all <= 0 ? 100 : Math.min(100, 100.0 * seen / all);
    return new WarmUpGate(
        isFar ? Course.BACK : Course.STAY,
        String.format(Locale.ROOT, "%s %.1f %% of %d", what, percent, all));
  }
}
