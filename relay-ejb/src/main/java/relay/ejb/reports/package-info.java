/**
 * Reports of others about our domains, in the database.
 *
 * <p>Invariant: a report is there with all its rows or not at all, once, and goes when it is old.
 * Way in: {@link relay.ejb.reports.DatabaseReports}.
 */
package relay.ejb.reports;
