package relay.domain.contacts.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When something was done last, and when before that: a visit that turns out to be a machine's is
 * taken back within seconds, and then the one before counts again.
 *
 * @param before at least {@link #SETTLED} earlier
 */
public record LastTime(Optional<Instant> at, Optional<Instant> before) {
  /** A scanner that follows one link after the other does so faster. */
  static final Duration SETTLED = Duration.ofMinutes(1);

  public static final LastTime NEVER = new LastTime(Optional.empty(), Optional.empty());

  /** After a visit; an older one than is known changes nothing. */
  public LastTime with(Instant visit) {
    if (at.isPresent() && !visit.isAfter(at.get())) {
      return this;
    }
    return new LastTime(Optional.of(visit), isSettledBy(visit) ? at : before);
  }

  /** After this visit was taken back. */
  public LastTime without(Instant visit) {
    return at.equals(Optional.of(visit)) ? new LastTime(before, Optional.empty()) : this;
  }

  private boolean isSettledBy(Instant visit) {
    return at.isPresent() && visit.isAfter(at.get().plus(SETTLED));
  }
}
