package relay.domain.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One erasure, without the address it is about.
 *
 * @param subject hash of the address, as {@link PersonalRecords#nameOf} makes it
 * @param by who asked for it
 * @param before everything on record before this instant is reached
 * @param parts what each store of each node has done so far
 * @param finishedAt when nothing was left
 */
public record Erasure(
    String id,
    String subject,
    String by,
    Instant before,
    ErasureState state,
    List<Part> parts,
    Optional<Instant> finishedAt) {
  public Erasure {
    parts = List.copyOf(parts);
  }

  /**
   * One store's share.
   *
   * @param node empty text for a store that all nodes share
   * @param changed records changed or removed by the steps that were taken note of
   * @param gone whether an operator said that the node is gone for good, so that nobody waits for
   *     it: what it had on its disk was not changed
   */
  public record Part(String store, String node, long changed, boolean finished, boolean gone) {}
}
