package relay.domain.tenancy;

import java.time.Duration;
import java.util.List;

/**
 * How patient a stream is, in place of its lane's schedule.
 *
 * @param delays between attempts; the last one repeats
 * @param expireAfter from acceptance on
 */
public record StreamRetry(List<Duration> delays, Duration expireAfter) {
  static final int DELAYS_MAX = 50;

  public StreamRetry {
    delays = List.copyOf(delays);
    if (delays.isEmpty() || delays.size() > DELAYS_MAX) {
      throw new IllegalArgumentException("a retry schedule has 1 to " + DELAYS_MAX + " delays");
    }
  }
}
