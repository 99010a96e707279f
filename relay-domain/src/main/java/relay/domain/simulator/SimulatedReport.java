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

  /** That a mail could not be delivered after all (RFC 3464). */
  static SimulatedReport bounce(
      SimulatorDomain domain,
      EmailAddress sender,
      EmailAddress recipient,
      String header,
      Instant now) {
    String status =
        "Reporting-MTA: dns; %1$s\r\n\r\nFinal-Recipient: rfc822; %2$s\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user here (simulated)\r\n"
            .formatted(domain.name().ascii(), octets(recipient.toString()));
    return report(
        domain,
        "MAILER-DAEMON",
        sender,
        "Undelivered Mail Returned to Sender",
        "delivery-status",
        "Your mail to " + octets(recipient.toString()) + " could not be delivered (simulated).",
        status,
        header,
        now);
  }

  /** That its recipient complains of a mail (RFC 5965). */
  static SimulatedReport complaint(
      SimulatorDomain domain,
      EmailAddress sender,
      EmailAddress recipient,
      String header,
      Instant now) {
    String status =
        "Feedback-Type: abuse\r\nUser-Agent: simulator/1\r\nVersion: 1\r\nOriginal-Rcpt-To: %s\r\nArrival-Date: %s\r\n"
            .formatted(octets(recipient.toString()), MailDate.of(now));
    return report(
        domain,
        "fbl",
        new EmailAddress("fbl", sender.domain()),
        "Complaint (simulated)",
        "feedback-report",
        "A recipient complains of the mail below (simulated).",
        status,
        header,
        now);
  }

  private static SimulatedReport report(
      SimulatorDomain domain,
      String from,
      EmailAddress to,
      String subject,
      String type,
      String words,
      String status,
      String header,
      Instant now) {
    String text =
        "From: <"
            + from
            + "@"
            + domain.name().ascii()
            + ">\r\nTo: <"
            + octets(to.toString())
            + ">\r\n"
            + "Subject: "
            + subject
            + "\r\nDate: "
            + MailDate.of(now)
            + "\r\n"
            + "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type="
            + type
            + "; boundary=\""
            + BOUNDARY
            + "\"\r\n\r\n"
            + part("text/plain; charset=utf-8", words + "\r\n")
            + part("message/" + type, status)
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
