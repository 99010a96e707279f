package relay.domain.user;

import java.time.Instant;
import relay.domain.access.Identity;

/**
 * What all nodes know of a session: nothing that opens it.
 *
 * @param tokenHash tells it from others; nobody finds the token by it
 * @param userVersion of the user as he was; 0: of nobody who is kept here
 * @param openedAt in whole milliseconds
 * @param usedAt last, as far as this is told; in whole milliseconds
 */
public record SessionNote(
    What what,
    String tokenHash,
    Identity identity,
    long userVersion,
    Instant openedAt,
    Instant usedAt) {

  /** What became of it. */
  public enum What {
    /** No other node knows it yet. */
    OPENED,
    USED,
    ENDED
  }
}
