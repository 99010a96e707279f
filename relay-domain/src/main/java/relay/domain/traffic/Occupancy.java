package relay.domain.traffic;

import java.time.Instant;
import java.util.Optional;

/**
 * How a destination stands.
 *
 * @param running attempts under way
 * @param isAway whether none of its hosts could be reached lately
 * @param lookedAgainAt while it is left alone: until when
 * @param hasPlace whether another attempt could begin now, but for being away
 */
public record Occupancy(
    int running, boolean isAway, Optional<Instant> lookedAgainAt, boolean hasPlace) {
  /** Of one that no mail went to lately. */
  static final Occupancy UNKNOWN = new Occupancy(0, false, Optional.empty(), true);
}
