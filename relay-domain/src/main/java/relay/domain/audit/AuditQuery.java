package relay.domain.audit;

import java.util.Optional;

/**
 * What to look for; all that is given must hold.
 *
 * @param before cursor: only entries with a smaller number
 * @param limit 1 to {@value #LIMIT_MAX}
 */
public record AuditQuery(
    Optional<String> tenant,
    Optional<String> subject,
    Optional<String> actor,
    Optional<Long> before,
    int limit) {
  public static final int LIMIT_MAX = 1000;

  public AuditQuery {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit is 1 to " + LIMIT_MAX);
    }
  }
}
