/**
 * Reports of others about a tenant's domains over HTTP.
 *
 * <p>Invariant: every path names the tenant, and nothing of another tenant is ever in an answer.
 * Way in: {@link relay.web.reports.ReportsResource}.
 */
package relay.web.reports;
