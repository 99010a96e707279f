package relay.domain.view;

import java.time.Instant;
import java.util.Optional;

/**
 * What a run of events says about one recipient; only the last word counts, so applying it twice is
 * the same as once.
 *
 * @param attempts number of the last attempt, 0 when none was made
 * @param hop name of the next hop; empty text when none was chosen yet
 * @param host server spoken to last; empty text when it did not come to that
 * @param status enhanced status code; empty text when there was none
 * @param reply last reply with its code; empty text when there was none
 * @param reason word for why an open recipient waits, with the brake it waits for; empty text while
 *     it is on its way
 * @param nextAttempt when a deferred recipient is tried again
 */
public record RecipientChange(
    RecipientState state,
    Instant at,
    int attempts,
    String hop,
    String host,
    String status,
    String reply,
    String reason,
    Optional<Instant> nextAttempt) {

  /** Where nothing waits for a reason. */
  public RecipientChange(
      RecipientState state,
      Instant at,
      int attempts,
      String hop,
      String host,
      String status,
      String reply,
      Optional<Instant> nextAttempt) {
    this(state, at, attempts, hop, host, status, reply, "", nextAttempt);
  }

  static RecipientChange queued(Instant at) {
    return new RecipientChange(RecipientState.QUEUED, at, 0, "", "", "", "", Optional.empty());
  }
}
