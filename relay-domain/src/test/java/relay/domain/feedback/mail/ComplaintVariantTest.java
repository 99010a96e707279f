package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Complaints as providers send them beside, before and against RFC 5965. */
class ComplaintVariantTest {
  private static final String TOKEN = "abcdefghij2345klmnopqrstuvwx";

  @ParameterizedTest
  @ValueSource(
      strings = {"abuse", "fraud", "virus", "not-spam", "opt-out", "other", "miscategorized"})
  void shouldTellTheTypeOfAReport(String type) {
    String mail =
        report("Feedback-Type: " + type + "\nUser-Agent: X/1\nVersion: 1", Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "feedback " + type + " <mail-1@sender.example>\nbob@example.org - - COMPLAINT soft");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Feedback-Type: Abuse             | abuse",
        "feedback-type:   ABUSE           | abuse",
        "Feedback-Type: abuse (spam)      | abuse",
        "Feedback-Type: abuse;            | abuse",
        "Feedback-Type:                   | abuse",
        "User-Agent: X/1                  | abuse",
        "Feedback-Type: auth-failure; x=1 | auth-failure",
      })
  void shouldReadATypeInAnyForm(String field, String type) {
    assertThat(Mails.read(report(field, Mails.ORIGINAL)).feedbackType()).isEqualTo(type);
  }

  @Test
  void shouldReadTheComplaintsOfYahoo() {
    String mail =
        report(
            """
            Feedback-Type: abuse
            User-Agent: Yahoo!-Mail-Feedback/2.0
            Version: 0.1
            Original-Mail-From: <b-%s@bounce.sender.example>
            Original-Rcpt-To: bob@yahoo.example
            Received-Date: Sun, 22 Nov 2026 10:00:00 PST
            Reported-Domain: sender.example
            Authentication-Results: mta1.yahoo.example  from=sender.example; dkim=pass (ok)
            """
                .formatted(TOKEN),
            """
            Return-Path: <b-%s@bounce.sender.example>
            Received: from sender.example by mta1.yahoo.example
            From: Alice <alice@sender.example>
            To: bob@yahoo.example
            Message-ID: <mail-1@sender.example>
            Subject: Hello
            """
                .formatted(TOKEN));

    assertThat(Mails.told(mail))
        .isEqualTo(
            "feedback abuse <mail-1@sender.example> token "
                + TOKEN
                + "\nbob@yahoo.example - - COMPLAINT soft");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To: undisclosed-recipients:;",
        "To: [redacted]",
        "To: <REDACTED>",
        "To: xxxxxxxx",
        "To: 0a1b2c3d4e5f",
        "X-To: bob@example.org",
      })
  void shouldAttributeARedactedComplaintByItsToken(String to) {
    String mail =
        report(
            "Feedback-Type: abuse\nUser-Agent: Validity/1\nVersion: 1\nSource-IP: 192.0.2.1",
            "Received: by mx.example.net\nMessage-ID: <%s@sender.example>\n%s\nFrom: a@b.example\n"
                .formatted(TOKEN, to));

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.token()).isEqualTo(TOKEN);
    assertThat(verdict.recipients()).isEmpty();
  }

  @Test
  void shouldNameEachRecipientOnce() {
    String mail =
        report(
            """
            Feedback-Type: abuse
            Version: 1
            Original-Rcpt-To: <bob@example.org>
            Original-Rcpt-To: <carol@example.org>
            Original-Rcpt-To: bob@example.org
            Removal-Recipient: dave@example.org\
            """,
            Mails.ORIGINAL);

    assertThat(Mails.read(mail).recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@example.org", "carol@example.org");
  }

  @Test
  void shouldReadTheRecipientToRemoveOfComcast() {
    String mail =
        report(
            """
            Feedback-Type: abuse
            User-Agent: ReturnPathFBL/2.0
            Version: 1
            Abuse-Type: complaint
            Removal-Recipient: bob@comcast.example
            Source-IP: 192.0.2.1\
            """,
            "Message-ID: <mail-1@sender.example>\nReceived: x\nTo: redacted@comcast.example\n");

    assertThat(Mails.told(mail))
        .isEqualTo(
            "feedback abuse <mail-1@sender.example>\nbob@comcast.example - - COMPLAINT soft");
  }

  @Test
  void shouldReadAReportWhoseMachinePartIsInBase64() {
    String fields = "Feedback-Type: abuse\r\nVersion: 1\r\nOriginal-Rcpt-To: bob@example.org\r\n";
    String mail =
        report(
                Base64.getMimeEncoder().encodeToString(fields.getBytes(StandardCharsets.US_ASCII)),
                Mails.ORIGINAL)
            .replace(
                "message/feedback-report",
                "message/feedback-report\nContent-Transfer-Encoding: base64");

    assertThat(Mails.told(mail)).endsWith("bob@example.org - - COMPLAINT soft");
  }

  @Test
  void shouldReadAReportWhoseReturnedMailIsInBase64() {
    String mail =
        report(
                "Feedback-Type: abuse\nVersion: 1",
                Base64.getMimeEncoder()
                    .encodeToString(Mails.ORIGINAL.getBytes(StandardCharsets.US_ASCII)))
            .replace("message/rfc822", "message/rfc822\nContent-Transfer-Encoding: base64");

    assertThat(Mails.told(mail))
        .isEqualTo("feedback abuse <mail-1@sender.example>\nbob@example.org - - COMPLAINT soft");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This is an email abuse report for an email message received from IP 192.0.2.1.",
        "One of our members reported this message as spam.",
        "A customer reported your message as spam on Sunday.",
        "This is an e-mail abuse report for an e-mail message from sender.example.",
      })
  void shouldReadAReportOfWhichTheMachinePartIsMissing(String words) {
    String mail =
        """
        From: abuse-desk@provider.example
        To: fbl@sender.example
        Subject: Spam report
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8

        %s
        --b
        Content-Type: text/rfc822-headers

        Message-ID: <mail-1@sender.example>
        Received: from sender.example
        To: bob@example.org
        --b--
        """
            .formatted(words);

    assertThat(Mails.told(mail))
        .isEqualTo("feedback abuse <mail-1@sender.example>\nbob@example.org - - COMPLAINT soft");
  }

  @Test
  void shouldReadMicrosoftsMailWithoutAnythingButTheMailItself() {
    String mail =
        """
        X-HmXmrOriginalRecipient: <bob@outlook.example>
        X-HmXmrReportType: 1
        From: staff@hotmail.com
        To: jmrp@sender.example
        Subject: complaint about message from 192.0.2.1
        Content-Type: message/rfc822

        """
            + Mails.ORIGINAL;

    assertThat(Mails.told(mail))
        .isEqualTo(
            "feedback abuse <mail-1@sender.example>\nbob@outlook.example - - COMPLAINT soft");
  }

  @Test
  void shouldReadAReportAboutFailedAuthenticationWithItsManyFields() {
    String mail =
        report(
            """
            Feedback-Type: auth-failure
            User-Agent: Lua/1.0
            Version: 1.0
            Original-Mail-From: alice@sender.example
            Authentication-Results: mx.example.net; dkim=fail header.d=sender.example
            Auth-Failure: dmarc
            Delivery-Result: reject
            Identity-Alignment: none
            Reported-Domain: sender.example
            Source-IP: 192.0.2.1
            """,
            Mails.ORIGINAL);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.feedbackType()).isEqualTo("auth-failure");
    assertThat(verdict.recipients()).noneMatch(RecipientVerdict::failed);
  }

  @Test
  void shouldReadAReportThroughBinaryRubbish() {
    byte[] head = Mails.octets(report("Feedback-Type: fraud\nVersion: 1", Mails.ORIGINAL));
    byte[] mail = new byte[head.length + 70_000];
    System.arraycopy(head, 0, mail, 0, head.length);
    for (int i = head.length; i < mail.length; i++) {
      mail[i] = (byte) (i * 31 >> 3);
    }

    assertThat(Mails.told(mail)).startsWith("feedback fraud <mail-1@sender.example>");
  }

  @Test
  void shouldNotNameMoreRecipientsThanAThousand() {
    StringBuilder fields = new StringBuilder("Feedback-Type: abuse\nVersion: 1\n");
    for (int i = 0; i < 1500; i++) {
      fields.append("Original-Rcpt-To: u").append(i).append("@example.org\n");
    }

    assertThat(Mails.read(report(fields.toString().strip(), Mails.ORIGINAL)).recipients())
        .hasSize(1000);
  }

  private static String report(String fields, String original) {
    return """
    From: feedback@fbl.example.net
    To: fbl@sender.example
    Subject: FW: Hello
    Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

    --b1
    Content-Type: text/plain

    A member does not want this mail.

    --b1
    Content-Type: message/feedback-report

    %s

    --b1
    Content-Type: message/rfc822

    %s
    --b1--
    """
        .formatted(fields, original);
  }
}
