/**
 * Gives {@code relay.domain.rotation} its randomness, its secrets and its hours.
 *
 * <p>Invariant: no rule here; a database or DNS that is gone delays a round and ends nothing. Way
 * in: {@link relay.ejb.rotation.RotationSchedule}.
 */
package relay.ejb.rotation;
