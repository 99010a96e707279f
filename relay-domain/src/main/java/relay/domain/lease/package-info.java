/**
 * How nodes over one database share the limits of what goes to others.
 *
 * <p>Invariant: what all nodes may use of a limit at a time is never more than the limit. Every
 * node owns its even part; what it does not need it lends to those who do, for a few seconds at a
 * time, and what was lent comes back with the end of a lease. Time is that of the database, and on
 * a node the time that has gone by since it asked; no node's clock counts. The mail path reads
 * {@link relay.domain.lease.Slices} in memory and never asks the database. Ways in: {@link
 * relay.domain.lease.LeaseRules} decides what a node has next, {@link relay.domain.lease.Slices}
 * tells what it has now.
 */
package relay.domain.lease;
