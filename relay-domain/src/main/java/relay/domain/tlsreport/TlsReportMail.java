package relay.domain.tlsreport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailDate;
import relay.domain.mail.QueueId;

/** Writes a report as a mail (RFC 8460 5.3). */
public final class TlsReportMail {
  private static final String CRLF = "\r\n";
  private static final int LINE_CHARS = 76;

  private TlsReportMail() {}

  /**
   * The mail.
   *
   * @param id of the mail
   * @param now for its Date
   */
  public static Content of(
      OutgoingReport report, Reporter reporter, EmailAddress to, QueueId id, Instant now) {
    String submitter = reporter.submitter();
    String boundary = "=_tlsrpt_" + id;
    String file = ReportNames.file(report.day(), report.domain(), submitter);
    String text =
        String.join(
            CRLF,
            "Date: " + MailDate.of(now),
            "From: <" + reporter.from().withAsciiDomain() + ">",
            "To: <" + to.withAsciiDomain() + ">",
            "Subject: Report Domain: " + report.domain(),
            " Submitter: " + submitter,
            " Report-ID: <" + report.reportId() + ">",
            "Message-ID: <" + id + "@" + submitter + ">",
            "TLS-Report-Domain: " + report.domain(),
            "TLS-Report-Submitter: " + submitter,
            // RFC 3834 5: nobody's automatic answer shall answer this.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=\"tlsrpt\";",
            " boundary=\"" + boundary + "\"",
            "",
            "This is a report in MIME format.",
            "",
            "--" + boundary,
            "Content-Type: text/plain; charset=us-ascii",
            "Content-Language: en",
            "",
            "This is an aggregate TLS report from " + submitter,
            "about mail for " + report.domain() + " on " + report.day() + " (UTC).",
            "",
            "--" + boundary,
            "Content-Type: application/tlsrpt+gzip",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment;",
            " filename=\"" + file + "\"",
            "",
            base64(report.packed()),
            "--" + boundary + "--",
            "");
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] octets) {
    return Base64.getMimeEncoder(LINE_CHARS, CRLF.getBytes(StandardCharsets.US_ASCII))
        .encodeToString(octets);
  }
}
