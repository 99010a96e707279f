/**
 * Work that the relay does again and again beside the mail, each round after the pause that the
 * last one asked for.
 *
 * <p>Invariant: never two rounds of one work at a time, none after its end, and none lost to a
 * defect. Way in: {@link relay.ejb.rounds.Rounds}.
 */
package relay.ejb.rounds;
