/**
 * The one database of a node, H2 or PostgreSQL: how it is opened, its tables, its connections.
 *
 * <p>Invariant: nothing of the mail path waits for this package. A new table is a new migration,
 * named in {@link relay.ejb.database.Schema}, that runs on both. Way in: {@link
 * relay.ejb.database.Database}.
 */
package relay.ejb.database;
