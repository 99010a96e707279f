package relay.domain.brake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A brake as an operator asks for it, checked.
 *
 * @param until when it is to end; empty for the usual time
 * @param route for {@link BrakeKind#REROUTE} only
 * @param perMinute for {@link BrakeKind#SLOW} only
 */
public record BrakeOrder(
    BrakeKind kind,
    BrakeScope scope,
    String reason,
    Optional<Instant> until,
    Optional<String> route,
    Optional<Integer> perMinute) {

  /** What reading an order came to. */
  public sealed interface Reading {
    record Read(BrakeOrder order) implements Reading {}

    /**
     * @param problems the rule by the field that breaks it, in the order of the fields
     */
    record Faulty(Map<String, String> problems) implements Reading {}
  }

  /** The brake that comes of it. */
  public Brake brake(String id, String author, Instant now, BrakeSettings settings) {
    return new Brake(
        id,
        0,
        kind,
        scope,
        reason,
        author,
        now,
        until.orElseGet(() -> now.plus(settings.timeDefault())),
        route,
        perMinute,
        Optional.empty());
  }
}
