/**
 * Keeps what was sent and heard of sources that are being warmed up.
 *
 * <p>Invariant: mail waits for the database for a moment after a start alone; each count is added
 * once to what all nodes counted; while the database is away counts stay in memory, and after a
 * start without it plans are at their first day once {@code warm-up.start-wait} is over. Way in:
 * {@link relay.ejb.warmup.WarmUpProducer}.
 */
package relay.ejb.warmup;
