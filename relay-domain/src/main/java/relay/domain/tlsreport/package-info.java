/**
 * Reports to other domains about how safely our mail reached them (RFC 8460): sessions are counted
 * by day, policy and kind of failure, and once a day those who ask for it are told.
 *
 * <p>Invariant: nobody is told who did not publish where; a session counts once, as a success or as
 * a failure; mail that carries a report is itself never counted, and no TLS policy keeps it back.
 * Opens no sockets. Reports of others about us are read in {@link
 * relay.domain.verification.report}. Way in: {@link relay.domain.tlsreport.SessionTally}, {@link
 * relay.domain.tlsreport.TlsReportDocument}.
 */
package relay.domain.tlsreport;
