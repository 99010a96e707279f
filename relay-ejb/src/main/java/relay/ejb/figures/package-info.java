/**
 * The figures of this node.
 *
 * <p>Invariant: one instance, told by the journal. Way in: {@link relay.domain.figures.Figures}.
 */
package relay.ejb.figures;
