/**
 * The limits of flows among the nodes over one database: the table, and the rounds.
 *
 * <p>Invariant: the mail path waits for nothing here; a node that cannot reach the database goes on
 * by what it knows. Way in: {@link relay.ejb.lease.LeaseKeeping}.
 */
package relay.ejb.lease;
