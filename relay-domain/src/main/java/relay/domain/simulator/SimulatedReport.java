package relay.domain.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailDate;

/**
 * A mail that the practice ground sends after one that it took, from the null path. It says the
 * same for the same mail at the same time.
 *
 * @param text whole, CR LF ended, one char for each octet
 */
public record SimulatedReport(EmailAddress to, String text) {
  private static final String BOUNDARY = "=_simulated";

  /**
   * What makes the two kinds differ.
   *
   * @param from local part of its sender
   * @param type of the report, as in {@code message/delivery-status}
   * @param words for people
   * @param fields for machines, CR LF ended
   */
  private record Kind(String from, String subject, String type, String words, String fields) {}

  /** That a mail could not be delivered after all (RFC 3464). */
  static SimulatedReport bounce(
      SimulatorDomain domain,
      EmailAddress sender,
      EmailAddress recipient,
      String header,
      Instant now) {
    String to = octets(recipient.toString());
    String fields =
        "Reporting-MTA: dns; "
            + domain.name().ascii()
            + "\r\n\r\nFinal-Recipient: rfc822; "
            + to
            + "\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            + "Diagnostic-Code: smtp; 550 5.1.1 No such user here (simulated)\r\n";
    var kind =
        new Kind(
            "MAILER-DAEMON",
            "Undelivered Mail Returned to Sender",
            "delivery-status",
            "Your mail to " + to + " could not be delivered (simulated).",
            fields);
    return report(domain, kind, sender, header, now);
  }

  /** That its recipient complains of a mail (RFC 5965). */
  static SimulatedReport complaint(
      SimulatorDomain domain,
      EmailAddress sender,
      EmailAddress recipient,
      String header,
      Instant now) {
    String fields =
        "Feedback-Type: abuse\r\nUser-Agent: simulator/1\r\nVersion: 1\r\nOriginal-Rcpt-To: "
            + octets(recipient.toString())
            + "\r\nArrival-Date: "
            + MailDate.of(now)
            + "\r\n";
    var kind =
        new Kind(
            "fbl",
            "Complaint (simulated)",
            "feedback-report",
            "A recipient complains of the mail below (simulated).",
            fields);
    return report(domain, kind, new EmailAddress("fbl", sender.domain()), header, now);
  }

  private static SimulatedReport report(
      SimulatorDomain domain, Kind kind, EmailAddress to, String header, Instant now) {
    String text =
        "From: <%s@%s>\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\n"
                .formatted(
                    kind.from(),
                    domain.name().ascii(),
                    octets(to.toString()),
                    kind.subject(),
                    MailDate.of(now))
            + "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=%s; boundary=\"%s\"\r\n\r\n"
                .formatted(kind.type(), BOUNDARY)
            + part("text/plain; charset=utf-8", kind.words() + "\r\n")
            + part("message/" + kind.type(), kind.fields())
            + part("text/rfc822-headers", header)
            + "--"
            + BOUNDARY
            + "--\r\n";
    return new SimulatedReport(to, text);
  }

  private static String part(String type, String content) {
    return "--" + BOUNDARY + "\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n";
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
