package relay.domain.reception;

import java.time.Instant;

/**
 * An account or an address that has to wait before it may try to log in again.
 *
 * @param name the login name, or the address; of IPv6 the /64 it stands for
 * @param failures since the last success or pause
 */
public record LockOut(Kind kind, String name, int failures, Instant until) {

  /** What has to wait. */
  public enum Kind {
    ACCOUNT,
    ADDRESS
  }
}
