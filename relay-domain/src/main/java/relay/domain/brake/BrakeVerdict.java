package relay.domain.brake;

import java.util.Optional;
import java.util.Set;

/** What the brakes in force say about a recipient of a mail. */
public sealed interface BrakeVerdict {
  /** It may go. */
  BrakeVerdict FREE = new Free(Optional.empty(), Optional.empty(), Set.of());

  /**
   * It may go.
   *
   * @param reroute by whose route; empty for the usual one
   * @param slow by whose pace; empty for no other than that of its destination
   * @param closed names of egress sources that it may not leave from, though its pool has them
   */
  record Free(Optional<Brake> reroute, Optional<Brake> slow, Set<String> closed)
      implements BrakeVerdict {
    public Free {
      closed = Set.copyOf(closed);
    }
  }

  /** It waits until the brake ends. */
  record Held(Brake brake) implements BrakeVerdict {}

  /** It comes to its end now. */
  record Ended(Brake brake) implements BrakeVerdict {}
}
