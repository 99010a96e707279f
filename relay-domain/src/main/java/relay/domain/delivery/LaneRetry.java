package relay.domain.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.InDoubtPolicy;

/**
 * How patient a lane is.
 *
 * @param delays between attempts; the last one repeats
 * @param expireAfter from acceptance on
 * @param delayNoticeAfter from acceptance on; empty: no delay notices
 * @param reportsUnasked whether senders who did not give NOTIFY get failure and delay reports
 */
public record LaneRetry(
    List<Duration> delays,
    Duration expireAfter,
    Optional<Duration> delayNoticeAfter,
    InDoubtPolicy inDoubt,
    boolean reportsUnasked) {
  public LaneRetry {
    delays = List.copyOf(delays);
    if (delays.isEmpty()) {
      throw new IllegalArgumentException("a retry schedule has at least one delay");
    }
  }

  /** The wait after so many attempts, 1 and up. */
  Duration delayAfter(int attempts) {
    return delays.get(Math.min(attempts, delays.size()) - 1);
  }
}
