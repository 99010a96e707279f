/**
 * The nodes over one database and what each has of the limits that they share, for operators.
 *
 * <p>Invariant: nothing is changed, and the database is not asked: it is told what this node heard
 * in its last round. Way in: {@link relay.web.lease.NodeResource}.
 */
package relay.web.lease;
