/**
 * What keeps the relay within its bounds: free disk, heap, health of journal and broker, depth of
 * the lanes.
 *
 * <p>Invariant: refuses new mail only, with a 4xx; mail that was accepted is never held up here.
 * Way in: {@link relay.ejb.guard.ResourceGuard}, {@link relay.ejb.guard.LaneGate}.
 */
package relay.ejb.guard;
