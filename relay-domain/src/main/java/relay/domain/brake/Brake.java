package relay.domain.brake;

import java.time.Instant;
import java.util.Optional;

/**
 * An operator's order over the mail of its scope, until a time.
 *
 * @param id never used again for another
 * @param reason why, for whoever asks why a mail waits; for a bounce also what its sender reads
 * @param author who ordered it
 * @param until when it ends by itself, exclusive
 * @param route name of the route for {@link BrakeKind#REROUTE}; empty for all others
 * @param lifted when and by whom it was ended early
 */
public record Brake(
    String id,
    BrakeKind kind,
    BrakeScope scope,
    String reason,
    String author,
    Instant createdAt,
    Instant until,
    Optional<String> route,
    Optional<Lift> lifted) {

  /** The early end of a brake. */
  public record Lift(Instant at, String by) {}

  public boolean isActiveAt(Instant now) {
    return lifted.isEmpty() && now.isBefore(until);
  }

  /** The same, ended early. */
  public Brake lift(Instant at, String by) {
    return new Brake(
        id, kind, scope, reason, author, createdAt, until, route, Optional.of(new Lift(at, by)));
  }

  /** For people: {@code hold b1 by ann: complaints are being looked into}. */
  public String sentence() {
    return kind.label() + " " + id + " by " + author + ": " + reason;
  }
}
