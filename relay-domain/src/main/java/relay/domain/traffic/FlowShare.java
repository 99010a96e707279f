package relay.domain.traffic;

import relay.domain.lease.Slice;

/**
 * What this node may use of a flow whose limits it shares.
 *
 * @param nodes how many share them
 */
public record FlowShare(int nodes, Slice slice) {
  private static final double PERCENT = 100.0;

  /** Of the rates, rounded. */
  public int percent() {
    return (int) Math.round(slice.parts() * PERCENT / Slice.PARTS);
  }

  /** For people. */
  public String sentence() {
    return "shared by "
        + nodes
        + (nodes == 1 ? " node" : " nodes")
        + ", this node has "
        + (slice.connections() == Integer.MAX_VALUE
            ? ""
            : slice.connections()
                + (slice.connections() == 1 ? " connection" : " connections")
                + " and ")
        + percent()
        + " % of the rates";
  }
}
