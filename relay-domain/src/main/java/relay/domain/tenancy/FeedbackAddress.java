package relay.domain.tenancy;

/** What is taken at an address of ours that mail about mail comes to. */
public enum FeedbackAddress {
  /** The return path of one recipient's mail: {@code b-TOKEN}. */
  BOUNCE,
  /** Complaints: {@code fbl}. */
  COMPLAINT,
  /** Who writes here wants no more mail: {@code u-TOKEN}, {@code unsubscribe}. */
  UNSUBSCRIBE,
  /** DMARC aggregate reports: {@code dmarc}. */
  DMARC_REPORT,
  /** Reports about TLS: {@code tlsrpt}. */
  TLS_REPORT;

  /** Whether what comes is about our domains and not about a mail of ours. */
  public boolean takesReports() {
    return this == DMARC_REPORT || this == TLS_REPORT;
  }
}
