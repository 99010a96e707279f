package relay.domain.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * Until when a mail waits, and for what: a mail that waits for a flow may be called before its time
 * when the limits of that become looser.
 *
 * @param flow the label of the flow whose limit it waits for; empty where only the time counts: of
 *     a retry, a send window, a quota
 */
public record Due(Instant at, Optional<String> flow) {
  /** How the reason of a wait for a flow begins; behind it the limit and the label of the flow. */
  public static final String LIMIT = "destination_limit";

  /** Where only the time counts. */
  static Due at(Instant at) {
    return new Due(at, Optional.empty());
  }

  /**
   * Of a wait for this reason, as it stands in the journal.
   *
   * @param reason of any wait
   */
  public static Due because(String reason, Instant at) {
    String[] words = reason.split(" ");
    return words.length == 3 && words[0].equals(LIMIT)
        ? new Due(at, Optional.of(words[2]))
        : at(at);
  }
}
