package relay.domain.reports;

import java.time.Instant;
import java.util.Optional;
import relay.domain.verification.report.Period;

/**
 * What a report says as a whole. Texts are of strangers, on one line.
 *
 * @param id made of tenant, kind, reporter, report id, domain and begin: the same report has the
 *     same one, however often it comes
 * @param domain of the tenant that it is about
 * @param organization who reports
 * @param contact mail address or page; empty when not told
 * @param reportId the reporter's own
 * @param source by what way it came: {@code mail} or {@code upload}
 * @param provenBy the domain that is proven to have sent the report; empty when none is
 * @param total mails of a DMARC report, sessions of a TLS report, as far as they are the tenant's
 * @param passed those that passed DMARC, or were as secure as the policy wants
 */
public record ReportHead(
    String id,
    String tenant,
    ReportKind kind,
    String domain,
    String organization,
    String contact,
    String reportId,
    Period period,
    Instant receivedAt,
    String source,
    String provenBy,
    long total,
    long passed) {

  /** By mail to an address of ours. */
  public static final String BY_MAIL = "mail";

  /** Handed in over the API. */
  public static final String BY_UPLOAD = "upload";

  /** The share that passed, from 0 to 1; empty when the report counts nothing. */
  public Optional<Double> passRate() {
    return Rates.of(passed, total);
  }
}
