package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Complaints in the form of RFC 5965 and RFC 6591, and in the forms that providers send. */
class ComplaintTest {
  private static final String TOKEN = "abcdefghij2345klmnopqrstuvwx";

  @Test
  void shouldReadAComplaint() {
    MailVerdict verdict =
        Mails.read(
            arf(
                """
                Feedback-Type: abuse
                User-Agent: Example/1.0
                Version: 1
                Original-Mail-From: <alice@sender.example>
                Original-Rcpt-To: <bob@example.org>\
                """,
                Mails.ORIGINAL));

    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.feedbackType()).isEqualTo("abuse");
    assertThat(verdict.messageId()).isEqualTo("mail-1@sender.example");
    assertThat(verdict.recipients())
        .containsExactly(
            new RecipientVerdict("bob@example.org", "", "", RecipientVerdict.COMPLAINT, false, ""));
    assertThat(verdict.recipients().get(0).failed()).isFalse();
  }

  @Test
  void shouldReadSeveralRecipients() {
    MailVerdict verdict =
        Mails.read(
            arf(
                """
                Feedback-Type: abuse
                Version: 1
                Original-Rcpt-To: bob@example.org
                Original-Rcpt-To: carol@example.org\
                """,
                Mails.ORIGINAL));

    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@example.org", "carol@example.org");
  }

  @Test
  void shouldReadAReportOfFailedAuthentication() {
    MailVerdict verdict =
        Mails.read(
            arf("Feedback-Type: auth-failure\nVersion: 1\nAuth-Failure: dmarc", Mails.ORIGINAL));

    assertThat(verdict.feedbackType()).isEqualTo("auth-failure");
  }

  @Test
  void shouldAttributeARedactedComplaintByTheTokenInTheReturnedHeader() {
    String original =
        """
        Received: from sender.example by mx.example.net
        Message-ID: <%s@sender.example>
        From: Alice <alice@sender.example>
        To: redacted
        Subject: Hello
        """
            .formatted(TOKEN);

    MailVerdict verdict = Mails.read(arf("Feedback-Type: abuse\nVersion: 0.1", original));

    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.recipients()).isEmpty();
    assertThat(verdict.token()).isEqualTo(TOKEN);
    assertThat(verdict.messageId()).isEqualTo(TOKEN + "@sender.example");
  }

  @Test
  void shouldReadAReportWithoutItsMachinePart() {
    String mail =
        """
        From: Feedback <feedback@fbl.example.net>
        To: fbl@sender.example
        Subject: Customer Complaint
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        This is an email abuse report for an email message from sender.example on Sunday.
        --b
        Content-Type: message/rfc822

        %s
        --b--
        """
            .formatted(Mails.ORIGINAL);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.feedbackType()).isEqualTo("abuse");
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@example.org");
  }

  @Test
  void shouldReadAMachinePartThatIsCalledText() {
    String mail =
        """
        From: Feedback <feedback@fbl.example.net>
        To: fbl@sender.example
        Subject: Abuse report
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        Feedback-Type: abuse
        User-Agent: Validity/2.0
        Version: 1
        Original-Rcpt-To: 0123456789abcdef@comcast.example
        --b
        Content-Type: text/rfc822-headers

        %s
        --b--
        """
            .formatted(Mails.ORIGINAL);

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.FEEDBACK);
  }

  @Test
  void shouldReadMicrosoftsMailThatIsNothingButTheMailComplainedOf() {
    String mail =
        """
        X-HmXmrOriginalRecipient: bob@hotmail.example
        From: staff@hotmail.com
        To: fbl@sender.example
        Subject: complaint about message from 192.0.2.1
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: message/rfc822

        %s
        --b--
        """
            .formatted(Mails.ORIGINAL);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@hotmail.example");
  }

  @Test
  void shouldReadMicrosoftsFormWithNothingButHeaders() {
    String mail =
        """
        From: staff@hotmail.com
        To: fbl@sender.example
        Subject: complaint about message from 192.0.2.1
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/rfc822-headers

        Authentication-Results: spf=pass; dkim=pass
        Return-Path: <b-%s@bounce.sender.example>
        To: redacted
        --b--
        """
            .formatted(TOKEN);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.token()).isEqualTo(TOKEN);
  }

  @Test
  void shouldReadABinaryReport() {
    byte[] head =
        Mails.octets(
            arf("Feedback-Type: abuse\nVersion: 1\nOriginal-Rcpt-To: bob@example.org", ""));
    byte[] mail = java.util.Arrays.copyOf(head, head.length + 1000);
    for (int i = head.length; i < mail.length; i++) {
      mail[i] = (byte) i;
    }

    assertThat(new FeedbackReader().read(mail).kind()).isEqualTo(MailKind.FEEDBACK);
  }

  @Test
  void shouldReadAmazonsComplaint() {
    String mail =
        """
        From: no-reply@sns.amazonaws.example
        Subject: AWS Notification Message

        {"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":\
        "bob@example.org"}],"complaintFeedbackType":"fraud"},"mail":{"messageId":"ses-2"}}
        """;

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.FEEDBACK);
    assertThat(verdict.feedbackType()).isEqualTo("fraud");
    assertThat(verdict.recipients()).hasSize(1);
  }

  @Test
  void shouldNotTakeAMailThatSpeaksOfComplaintsForOne() {
    String mail =
        """
        From: Bob <bob@example.org>
        To: alice@sender.example
        Subject: complaint about your shop

        I have a complaint. Feedback-Type: none of your business.
        """;

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.OTHER);
  }

  private static String arf(String fields, String original) {
    return """
    From: feedback@fbl.example.net
    To: fbl@sender.example
    Subject: FW: Hello
    Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

    --b1
    Content-Type: text/plain

    This is an email abuse report.

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
