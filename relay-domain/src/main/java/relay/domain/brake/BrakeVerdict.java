package relay.domain.brake;

import java.util.Optional;

/** What the brakes in force say about a recipient of a mail. */
public sealed interface BrakeVerdict {
  /** It may go. */
  BrakeVerdict FREE = new Free(Optional.empty(), Optional.empty());

  /**
   * It may go.
   *
   * @param reroute by whose route; empty for the usual one
   * @param slow by whose pace; empty for no other than that of its destination
   */
  record Free(Optional<Brake> reroute, Optional<Brake> slow) implements BrakeVerdict {}

  /** It waits until the brake ends. */
  record Held(Brake brake) implements BrakeVerdict {}

  /** It comes to its end now. */
  record Ended(Brake brake) implements BrakeVerdict {}
}
