/**
 * TLS reports to other domains: counted sessions go to the database, and once a day one of the
 * nodes sends what became of them.
 *
 * <p>Invariant: a day of a domain is counted or reported, never both; a report is handed over by
 * one node, by mail at most once; the mail path never waits for any of it. RFC 8460. Way in: {@link
 * relay.ejb.tlsreport.TlsReportSchedule}.
 */
package relay.ejb.tlsreport;
