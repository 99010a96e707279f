package relay.domain.lease;

/**
 * What a node has of one flow, as the others see it, until it expires.
 *
 * @param node its id
 * @param flow its name, with its source
 * @param slice what it may use; its connections are never fewer than are in use
 * @param limit of attempts at a time, as that node knows it; 0 for none
 * @param demand how much mail it has for the flow
 */
public record Lease(String node, String flow, Slice slice, int limit, long demand) {
  /** With no fewer connections than are in use. */
  Lease atLeast(int connections) {
    return connections <= slice.connections()
        ? this
        : new Lease(node, flow, new Slice(slice.parts(), connections), limit, demand);
  }
}
