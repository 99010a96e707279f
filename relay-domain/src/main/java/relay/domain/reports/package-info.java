/**
 * Reports of other servers about our domains, kept for each tenant: DMARC aggregate reports (RFC
 * 7489, RFC 9990) tell who sends in the name of a domain and what becomes of it, TLS reports (RFC
 * 8460) how safely mail comes in.
 *
 * <p>Invariant: a tenant's reports are about domains of that tenant only, whoever sent or uploaded
 * them; the same report counts once; what a report says is a stranger's word and changes nothing
 * but these figures. Way in: {@link relay.domain.reports.ReportIntake}, {@link
 * relay.domain.reports.Reports}.
 */
package relay.domain.reports;
