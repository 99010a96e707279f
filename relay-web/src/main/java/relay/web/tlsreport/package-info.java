/**
 * TLS reports to other domains, over HTTP: what was sent, and what would be.
 *
 * <p>Invariant: nothing is sent from here. RFC 8460. Way in: {@link
 * relay.web.tlsreport.OutgoingReportResource}.
 */
package relay.web.tlsreport;
