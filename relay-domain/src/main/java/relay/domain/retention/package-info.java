/**
 * How long records are kept.
 *
 * <p>Invariant: a mail that is still open keeps its records, whatever their age. Way in: {@link
 * relay.domain.retention.Retention}.
 */
package relay.domain.retention;
