package relay.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One post to an endpoint and what came of it.
 *
 * @param post what stood in {@code webhook-id}
 * @param events how many
 * @param status of the answer; 0: there was none
 * @param problem why there was none; empty text otherwise
 * @param retryAfter what the answer asked for
 */
public record PostAttempt(
    Instant at,
    String post,
    int events,
    boolean replay,
    int status,
    String problem,
    long millis,
    Optional<Duration> retryAfter) {
  private static final int GONE = 410;

  /** Any other status leaves the events untold; redirections are not followed. */
  public boolean isSuccess() {
    return status >= 200 && status <= 299;
  }

  /** Standard Webhooks: the endpoint wants no more, ever. */
  public boolean isGone() {
    return status == GONE;
  }

  /** For people: what came of it. */
  public String says() {
    return status == 0 ? problem : "answered " + status;
  }
}
