package relay.domain.reception;

import java.time.Duration;
import java.time.Instant;

/**
 * How often somebody failed to log in without a pause.
 *
 * @param failures since the last success or pause
 * @param last when the newest was; of none, when there was one before they were forgiven
 */
public record FailureCount(int failures, Instant last) {
  public static final FailureCount NONE = new FailureCount(0, Instant.EPOCH);

  /** More say nothing more; the wait has stopped growing long before. */
  private static final int MOST = 1_000_000;

  /**
   * What it is after a change.
   *
   * @param forgetAfter the pause after which earlier failures are forgotten
   */
  FailureCount after(FailureChange change, Duration forgetAfter) {
    int before = change.forgiven() ? 0 : failures;
    if (change.more() == 0) {
      return change.forgiven() ? new FailureCount(0, change.last()) : this;
    }
    boolean forgotten = Duration.between(last, change.first()).compareTo(forgetAfter) > 0;
    // the clock of whoever counted last holds: one that is put back must not lock out for hours
    return new FailureCount(
        Math.min(MOST, (forgotten ? 0 : before) + change.more()), change.last());
  }
}
