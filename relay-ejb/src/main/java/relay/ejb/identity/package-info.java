/**
 * Gives {@code relay.domain.identity} its randomness, its master key and its hours.
 *
 * <p>Invariant: no rule here; while the database is gone the keys are those last known, and none is
 * made. Way in: {@link relay.ejb.identity.IdentitySchedule}.
 */
package relay.ejb.identity;
