/**
 * How stores forget one address, and how far that is.
 *
 * <p>Invariant: each step may be cut off and done again; address and secret of an erasure are gone
 * from its own record when it is done. ADR 19. Way in: {@link relay.ejb.privacy.ErasureDesk}.
 */
package relay.ejb.privacy;
