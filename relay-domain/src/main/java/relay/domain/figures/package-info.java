/**
 * How much, how fast, how well: numbers since the start of this node.
 *
 * <p>Invariant: counting costs the mail path a few atomic additions; nothing here grows with the
 * mail. Way in: {@link relay.domain.figures.Figures}.
 */
package relay.domain.figures;
