/**
 * The audit in the database.
 *
 * <p>Invariant: entries are added one after the other under a lock on the head of the chain, in the
 * transaction of what they record. The newest entry this node has seen also stands in a file of the
 * data folder, so that a chain that was cut or made anew in the database is found out. Way in:
 * {@link relay.ejb.audit.DatabaseAuditLog}.
 */
package relay.ejb.audit;
