package relay.domain.administration;

import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlObject;

/**
 * What must hold of an object before it is changed (RFC 9110 13.1).
 *
 * @param what whether it must be there
 * @param versions that it may have; empty: any
 */
public record Expectation(Presence what, Set<Long> versions) {
  /** Nothing is asked. */
  public static final Expectation NONE = new Expectation(Presence.ANY, Set.of());

  /** It must be there, in whichever version: {@code If-Match: *}. */
  public static final Expectation PRESENT = new Expectation(Presence.PRESENT, Set.of());

  /** It must not be there: {@code If-None-Match: *}. */
  public static final Expectation ABSENT = new Expectation(Presence.ABSENT, Set.of());

  public Expectation {
    versions = Set.copyOf(versions);
  }

  /** Whether there must be such an object. */
  public enum Presence {
    ANY,
    PRESENT,
    ABSENT
  }

  /** It must be there in one of these versions. */
  public static Expectation oneOf(Set<Long> versions) {
    return new Expectation(Presence.PRESENT, versions);
  }

  /** Whether the client said anything. */
  public boolean isGiven() {
    return what != Presence.ANY;
  }

  boolean holdsFor(Optional<ControlObject> current) {
    return switch (what) {
      case ANY -> true;
      case ABSENT -> current.isEmpty();
      case PRESENT ->
          current.isPresent() && (versions.isEmpty() || versions.contains(current.get().version()));
    };
  }
}
