package relay.domain.lease;

/**
 * What a node may use of the limits of one flow.
 *
 * @param parts of {@value #PARTS} of every rate
 * @param connections at a time; means nothing where the flow has no such limit
 */
public record Slice(int parts, int connections) {
  /** The whole of a rate. */
  public static final int PARTS = 10_000;

  /** Of a node that shares with nobody. */
  public static final Slice ALL = new Slice(PARTS, Integer.MAX_VALUE);

  /** Of a node that has not heard yet what the others have. */
  public static final Slice NOTHING = new Slice(0, 0);

  /** The lesser of each. */
  Slice atMost(Slice other) {
    return new Slice(Math.min(parts, other.parts), Math.min(connections, other.connections));
  }
}
