/**
 * The suppression list: kept in the database, known to each node in memory, and in a file for a
 * start without database.
 *
 * <p>Invariant: the mail path reads memory alone. A change is durable before anybody is told of it,
 * in force on the node that made it at once, and on all others within two seconds. While the
 * database cannot be used, what was last known holds. Way in: {@link
 * relay.ejb.suppression.NodeSuppressions} for the mail path, {@link
 * relay.ejb.suppression.SuppressionWatch} who keeps it fresh.
 */
package relay.ejb.suppression;
