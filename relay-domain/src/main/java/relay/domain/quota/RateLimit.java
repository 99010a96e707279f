package relay.domain.quota;

import java.util.ArrayList;
import java.util.List;
import relay.domain.tenancy.SendingLimits;

/**
 * One limit: so many recipients for each window.
 *
 * @param window its name and length
 */
public record RateLimit(long count, Window window) {

  /** The windows of a limit, shortest first. */
  public enum Window {
    SECOND(1_000_000L),
    MINUTE(60_000_000L),
    HOUR(3_600_000_000L),
    DAY(86_400_000_000L);

    private final long micros;

    Window(long micros) {
      this.micros = micros;
    }

    public long micros() {
      return micros;
    }
  }

  public RateLimit {
    if (count <= 0) {
      throw new IllegalArgumentException("no limit is no RateLimit");
    }
  }

  /** Those that are set. */
  static List<RateLimit> of(SendingLimits limits) {
    List<RateLimit> all = new ArrayList<>(4);
    add(all, limits.perSecond(), Window.SECOND);
    add(all, limits.perMinute(), Window.MINUTE);
    add(all, limits.perHour(), Window.HOUR);
    add(all, limits.perDay(), Window.DAY);
    return all;
  }

  private static void add(List<RateLimit> all, long count, Window window) {
    if (count > 0) {
      all.add(new RateLimit(count, window));
    }
  }

  /** The time that a cost takes up; rounded up, so that the sum of small ones is not less. */
  public long micros(long cost) {
    return (long) Math.ceil((double) window.micros() * cost / count);
  }

  /** Whether a cost is more than a whole window. */
  boolean isBeyond(long cost) {
    return cost > count;
  }
}
