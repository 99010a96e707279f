/**
 * Carries out what the rules for spikes decide: reads the journal of this node off the mail path,
 * sets and lifts brakes as the relay's own acts, and writes what it did into the journal.
 *
 * <p>Invariant: mail never waits for it, and no database is needed. What was counted is in a file
 * with the place in the journal up to which it was, so that nothing counts twice. Way in: {@link
 * relay.ejb.spike.SpikeFollower}.
 */
package relay.ejb.spike;
