/**
 * The operator's brakes on this node: control objects of the database, in its memory and its file
 * for a start without database, and carried out over waiting mail. What is ordered while the
 * database cannot be used is kept by this node alone until it can.
 *
 * <p>Invariant: a brake that was answered as set is durable, in the audit as soon as the database
 * has it, and in force here at once and on all nodes within two seconds; mail that a brake holds is
 * called back when the brake ends, also when it ended while the node was down. Way in: {@link
 * relay.ejb.brake.NodeBrakes} for the mail path, {@link relay.ejb.brake.BrakePatrol} for what
 * waits.
 */
package relay.ejb.brake;
