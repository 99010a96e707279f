package relay.domain.brake;

import java.time.Instant;
import java.util.Optional;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * An operator's order over the mail of its scope, until a time; the platform's, whomever's mail it
 * is about.
 *
 * @param id never used again for another
 * @param version 0 while the database does not have it
 * @param reason why, for whoever asks why a mail waits; for a bounce also what its sender reads
 * @param author who ordered it
 * @param until when it ends by itself, exclusive
 * @param route name of the route for {@link BrakeKind#REROUTE}; empty for all others
 * @param perMinute recipients a minute on each node for {@link BrakeKind#SLOW}; empty for all
 *     others
 * @param lifted when and by whom it was ended early
 */
public record Brake(
    String id,
    long version,
    BrakeKind kind,
    BrakeScope scope,
    String reason,
    String author,
    Instant createdAt,
    Instant until,
    Optional<String> route,
    Optional<Integer> perMinute,
    Optional<Lift> lifted)
    implements ControlObject {
  static final String KIND = "brake";

  /** The early end of a brake. */
  public record Lift(Instant at, String by) {}

  public static ControlKey key(String id) {
    return new ControlKey(KIND, "", id);
  }

  @Override
  public ControlKey key() {
    return key(id);
  }

  @Override
  public Brake withVersion(long other) {
    return new Brake(
        id, other, kind, scope, reason, author, createdAt, until, route, perMinute, lifted);
  }

  public boolean isActiveAt(Instant now) {
    return lifted.isEmpty() && now.isBefore(until);
  }

  /** The same, ended early. */
  public Brake lift(Instant at, String by) {
    return lift(new Lift(at, by));
  }

  /** The same, ended early in this way. */
  public Brake lift(Lift how) {
    return new Brake(
        id,
        version,
        kind,
        scope,
        reason,
        author,
        createdAt,
        until,
        route,
        perMinute,
        Optional.of(how));
  }

  /** When it ended or will end. */
  public Instant endsAt() {
    return lifted.map(Lift::at).orElse(until);
  }

  /**
   * What is known of a brake by two accounts of it: the end that either of them knows of; else the
   * one that has been changed more often.
   */
  public Brake with(Brake other) {
    Brake newer = other.version > version ? other : this;
    Brake older = newer == this ? other : this;
    return newer.lifted().isPresent() ? newer : older.lifted().map(newer::lift).orElse(newer);
  }

  /** For people: {@code hold b1 by ann: complaints are being looked into}. */
  public String sentence() {
    return kind.label() + " " + id + " by " + author + ": " + reason;
  }
}
