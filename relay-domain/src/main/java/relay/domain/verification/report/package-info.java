/**
 * Reports that other servers send about mail of our domains: DMARC aggregate reports (RFC 7489, RFC
 * 9990) and TLS reports (RFC 8460), plain, packed, or attached to a mail.
 *
 * <p>Invariant: a report is text of strangers. Whatever the octets are, the answer is a report with
 * sound values or a refusal that says why, in memory and time bounded by {@link
 * relay.domain.verification.report.ReceivedReportSettings}; no DTD, no entity, nothing outside the
 * octets is ever read. Way in: {@link relay.domain.verification.report.ReportReader}.
 */
package relay.domain.verification.report;
