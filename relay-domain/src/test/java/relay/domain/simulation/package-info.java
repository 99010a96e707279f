/**
 * Days of the relay's life on a virtual clock, out of one seed: real rules, queues and journal in
 * memory, servers of every character, death at any step.
 *
 * <p>Invariant: whatever the dice say, no accepted recipient is lost, each comes to exactly one
 * end, its sender is told as promised, nobody is tried too early, and nobody gets a mail twice but
 * where SMTP itself leaves it in doubt. Way in: {@link relay.domain.simulation.DeliverySimulation}.
 */
package relay.domain.simulation;
