package relay.domain.rotation;

import java.util.Optional;
import java.util.Set;
import relay.domain.audit.Actor;
import relay.domain.signing.SigningAlgorithm;

/**
 * A wish for next keys.
 *
 * @param algorithms one key for each; at least one
 * @param selector of the key; of several their common beginning; empty: made of the date
 * @param trial tell what would come and change nothing
 */
public record RotationOrder(
    Set<SigningAlgorithm> algorithms, Optional<String> selector, boolean trial, Actor by) {
  public RotationOrder {
    algorithms = Set.copyOf(algorithms);
    if (algorithms.isEmpty()) {
      throw new IllegalArgumentException("a rotation makes at least one key");
    }
  }

  /** A key of each algorithm, named by the date. */
  public static RotationOrder ofBoth(Actor by) {
    return new RotationOrder(Set.of(SigningAlgorithm.values()), Optional.empty(), false, by);
  }
}
