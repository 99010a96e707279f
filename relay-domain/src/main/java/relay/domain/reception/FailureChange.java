package relay.domain.reception;

import java.time.Instant;

/**
 * What one node has to add to a count of failed logins.
 *
 * @param forgiven whether all before counts no more
 * @param more failures since then
 * @param first when the first of these was
 * @param last when the last of these was; without any, when the last of those forgiven was
 */
public record FailureChange(boolean forgiven, int more, Instant first, Instant last) {
  static final FailureChange NONE = new FailureChange(false, 0, Instant.EPOCH, Instant.EPOCH);

  static FailureChange failed(Instant at) {
    return new FailureChange(false, 1, at, at);
  }

  static FailureChange forgiven(FailureCount before) {
    return new FailureChange(true, 0, before.last(), before.last());
  }

  boolean isNone() {
    return !forgiven && more == 0;
  }

  /** Both, one after the other. */
  FailureChange then(FailureChange later) {
    if (later.forgiven || isNone()) {
      return later;
    }
    return later.more == 0
        ? this
        : new FailureChange(
            forgiven, more + later.more, more == 0 ? later.first : first, later.last);
  }
}
