package relay.domain.verification.report;

/** What came of reading octets that may be a report. */
public sealed interface ReportReading {

  /** A DMARC report. */
  record Dmarc(DmarcReport report) implements ReportReading {}

  /** A TLS report. */
  record Tls(TlsReport report) implements ReportReading {}

  /**
   * Nothing that can be used.
   *
   * @param reason one sentence for the postmaster
   */
  record Refused(String reason) implements ReportReading {}
}
