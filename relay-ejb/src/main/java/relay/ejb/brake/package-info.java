/**
 * The operator's brakes on this node: kept in a file of the data folder, so that a restart and a
 * database that is down change nothing, and carried out over waiting mail.
 *
 * <p>Invariant: a brake that was answered as set is on disk; mail that a brake holds is called back
 * when the brake ends, also when it ended while the node was down. Way in: {@link
 * relay.ejb.brake.NodeBrakes} for the mail path, {@link relay.ejb.brake.BrakePatrol} for what
 * waits.
 */
package relay.ejb.brake;
