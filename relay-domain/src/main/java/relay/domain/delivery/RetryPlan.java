package relay.domain.delivery;

import java.time.Instant;
import java.util.List;
import relay.domain.control.Responsible;

/**
 * What the schedule has in mind for a mail whose attempts all fail at once, without chance and
 * without the wishes of servers.
 *
 * @param attempts the next ones, at most {@value #ATTEMPTS_MAX}, in order; none when the mail is
 *     given up at the next deferral
 * @param givenUpAt when its time is over; the last attempt that fits in before ends it
 * @param jitterPercent by how much chance may make each wait shorter or longer
 * @param by whose patience it is, the delays first
 */
public record RetryPlan(
    List<Instant> attempts, Instant givenUpAt, int jitterPercent, List<Responsible> by) {
  static final int ATTEMPTS_MAX = 10;

  public RetryPlan {
    attempts = List.copyOf(attempts);
    by = List.copyOf(by);
  }
}
