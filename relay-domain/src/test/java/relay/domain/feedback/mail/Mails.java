package relay.domain.feedback.mail;

import java.nio.charset.StandardCharsets;

/** Mails as tests write them: lines with LF, sent with CR LF. */
final class Mails {
  private static final FeedbackReader READER = new FeedbackReader();

  private Mails() {}

  static MailVerdict read(String mail) {
    return READER.read(octets(mail));
  }

  /** Reads a mail of one recipient, and that one. */
  static RecipientVerdict only(String mail) {
    MailVerdict verdict = read(mail);
    if (verdict.recipients().size() != 1) {
      throw new AssertionError("not one recipient: " + verdict);
    }
    return verdict.recipients().get(0);
  }

  /** The same in a few words, for comparing all that was understood of a mail at once. */
  static String told(String mail) {
    return told(octets(mail));
  }

  /**
   * A line for the mail: kind, feedback type, id of the mail it answers in angle brackets, token;
   * and a line for each recipient: address, status, reply, class, hard or soft. What is not told is
   * left out of the first and is a dash in the others.
   */
  static String told(byte[] mail) {
    MailVerdict verdict = READER.read(mail);
    StringBuilder told = new StringBuilder(verdict.kind().word());
    told.append(verdict.feedbackType().isEmpty() ? "" : " " + verdict.feedbackType());
    told.append(verdict.messageId().isEmpty() ? "" : " <" + verdict.messageId() + ">");
    told.append(verdict.token().isEmpty() ? "" : " token " + verdict.token());
    for (RecipientVerdict one : verdict.recipients()) {
      told.append('\n').append(dash(one.address())).append(' ').append(dash(one.status()));
      told.append(' ').append(dash(one.reply())).append(' ').append(one.result());
      told.append(one.hard() ? " hard" : " soft");
    }
    return told.toString();
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  static byte[] octets(String mail) {
    return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /** A mail from a mail system to us, with this text. */
  static String notice(String subject, String text) {
    return notice("Mail Delivery System <MAILER-DAEMON@mx.example.net>", subject, text);
  }

  /** A mail from this mail system to us, with this text. */
  static String notice(String from, String subject, String text) {
    return """
    Return-Path: <>
    From: %s
    To: alice@sender.example
    Subject: %s
    Date: Sun, 22 Nov 2026 10:00:00 +0000

    """
            .formatted(from, subject)
        + text;
  }

  /** A report in the form of RFC 3464 with these groups of fields. */
  static String report(String text, String groups) {
    return """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
    To: alice@sender.example
    Subject: Undelivered Mail Returned to Sender
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status;
        boundary="b1"

    This is a MIME-encapsulated message.

    --b1
    Content-Type: text/plain; charset=us-ascii

    %s

    --b1
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.net

    %s

    --b1
    Content-Type: message/rfc822

    %s
    --b1--
    """
        .formatted(text, groups, ORIGINAL);
  }

  static final String ORIGINAL =
      """
      Received: from sender.example by mx.example.net; Sun, 22 Nov 2026 09:59:59 +0000
      Message-ID: <mail-1@sender.example>
      From: Alice <alice@sender.example>
      To: bob@example.org
      Subject: Hello
      Date: Sun, 22 Nov 2026 09:59:58 +0000

      Hello Bob
      """;
}
