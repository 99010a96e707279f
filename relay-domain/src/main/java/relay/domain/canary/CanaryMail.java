package relay.domain.canary;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailDate;
import relay.domain.mail.QueueId;

/** Writes canary mails: plain, small, and known as automatic (RFC 3834). */
public final class CanaryMail {
  private static final String LINE_END = "\r\n";

  private CanaryMail() {}

  /**
   * One of them.
   *
   * @param target that it goes through
   * @param node that sends it
   */
  public static Content of(
      EmailAddress from, EmailAddress to, String target, String node, QueueId id, Instant now) {
    String text =
        String.join(
            LINE_END,
            "Date: " + MailDate.of(now),
            "From: <" + from.withAsciiDomain() + ">",
            "To: <" + to.withAsciiDomain() + ">",
            "Subject: Canary of " + target,
            "Message-ID: <" + id + "@" + node + ">",
            "Auto-Submitted: auto-generated",
            "X-Relay-Canary: " + target,
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=us-ascii",
            "",
            "The relay at " + node + " tries target " + target + " of its routes with this mail.",
            "It arrived, so the target works. Nothing needs to be done.",
            "");
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
