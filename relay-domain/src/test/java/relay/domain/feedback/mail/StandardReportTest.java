package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports in the form of RFC 3464, tidy and less so. */
class StandardReportTest {
  private static final String POSTFIX_TEXT =
      """
      This is the mail system at host mx.example.net.

      I'm sorry to have to inform you that your message could not
      be delivered to one or more recipients. It's attached below.

                         The mail system

      <bob@example.org>: host mail.example.org[192.0.2.7] said: 550 5.1.1
          <bob@example.org>: Recipient address rejected: User unknown (in reply to
          RCPT TO command)
      """;

  @Test
  void shouldReadWhatTheFieldsSay() {
    String mail =
        Mails.report(
            POSTFIX_TEXT,
            """
            Final-Recipient: rfc822; bob@example.org
            Original-Recipient: rfc822;bob@example.org
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mail.example.org
            Diagnostic-Code: smtp; 550 5.1.1 <bob@example.org>: Recipient address
                rejected: User unknown\
            """);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.messageId()).isEqualTo("mail-1@sender.example");
    assertThat(verdict.feedbackType()).isEmpty();
    assertThat(verdict.recipients())
        .containsExactly(
            new RecipientVerdict(
                "bob@example.org",
                "5.1.1",
                "550",
                "RECIPIENT_UNKNOWN",
                true,
                "550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown"));
  }

  @Test
  void shouldTellRecipientsApart() {
    String mail =
        Mails.report(
            "see below",
            """
            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such user

            Final-Recipient: rfc822; carol@example.org
            Action: failed
            Status: 5.2.2
            Diagnostic-Code: smtp; 552 5.2.2 mailbox full

            Final-Recipient: rfc822; dave@example.org
            Action: relayed
            Status: 2.0.0\
            """);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address, RecipientVerdict::result, RecipientVerdict::hard)
        .containsExactly(
            tuple("bob@example.org", "RECIPIENT_UNKNOWN", true),
            tuple("carol@example.org", "MAILBOX_FULL", false),
            tuple("dave@example.org", "DELIVERED", false));
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::failed)
        .containsExactly(true, true, false);
  }

  @Test
  void shouldTakeRecipientsApartWithoutAnEmptyLineBetweenThem() {
    String mail =
        Mails.report(
            "see below",
            """
            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 5.1.1
            Final-Recipient: rfc822; carol@example.org
            Action: failed
            Status: 5.2.1\
            """);

    assertThat(Mails.read(mail).recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@example.org", "carol@example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Final-Recipient: rfc822; bob@example.org                | bob@example.org",
        "Final-Recipient: RFC822;<bob@example.org>               | bob@example.org",
        "Final-Recipient: bob@example.org                        | bob@example.org",
        "Final-Recipient: x-unix; /bin/cat                       | bob@example.org",
        "Original-Recipient: <carol@example.org>                 | carol@example.org",
        "X-Actual-Recipient: rfc822; dave@example.org            | dave@example.org"
      })
  void shouldReadAddressesInAnyForm(String field, String address) {
    String mail =
        Mails.report("<bob@example.org>: failed", field + "\nAction: failed\nStatus: 5.0.0");

    assertThat(Mails.only(mail).address()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The words of the server are nearer to the truth than the field beside them.
        "4.5.0 | 550 5.5.0 refused                        | 5.5.0",
        "5.0.0 | 550 5.7.1 refused                        | 5.7.1",
        "5.7.1 | 550 5.0.0 refused                        | 5.7.1",
        "5.2.2 | 552 full                                 | 5.2.2",
        "4.4.0 (other or undefined network status) | ''   | 4.4.0",
        "5.0.0 | 550 refused                              | 5.0.0"
      })
  void shouldChooseTheStatusThatTellsMost(String field, String diagnostic, String expected) {
    String mail =
        Mails.report(
            "see below",
            "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: "
                + field
                + (diagnostic.isEmpty() ? "" : "\nDiagnostic-Code: smtp; " + diagnostic));

    assertThat(Mails.only(mail).status()).isEqualTo(expected);
  }

  @Test
  void shouldFindInTheNoticeWhatTheFieldsLeaveOut() {
    String mail =
        Mails.report(
            "<bob@example.org>: 552 5.2.2 over quota",
            "Final-Recipient: rfc822; bob@example.org\nAction: failed");

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.status()).isEqualTo("5.2.2");
    assertThat(verdict.reply()).isEqualTo("552");
    assertThat(verdict.result()).isEqualTo("MAILBOX_FULL");
  }

  @Test
  void shouldNotBlameTheAddressForWhatIsSaidAfterTheContent() {
    String mail =
        Mails.report(
            "<bob@example.org>: host mx said: 550 Unknown user bob@example.org (in reply to end of"
                + " DATA command)",
            """
            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 5.0.0
            Diagnostic-Code: smtp; 550 Unknown user bob@example.org\
            """);

    assertThat(Mails.only(mail).hard()).isFalse();
  }

  @Test
  void shouldNotBlameTheAddressForWordsWithoutProof() {
    String mail =
        Mails.report(
            "see below",
            """
            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Diagnostic-Code: smtp; 550 user unknown\
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.result()).isEqualTo("RECIPIENT_UNKNOWN");
    assertThat(verdict.hard()).isFalse();
  }

  @Test
  void shouldKnowTheProviderByItsServer() {
    String mail =
        Mails.report(
            "see below",
            """
            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 5.4.1
            Remote-MTA: dns; example-org.mail.protection.outlook.com
            Diagnostic-Code: smtp; 550 5.4.1 Recipient address rejected: Access denied\
            """);

    assertThat(Mails.only(mail).result()).isEqualTo("RECIPIENT_UNKNOWN");
    assertThat(Mails.only(mail).hard()).isTrue();
  }

  @Test
  void shouldNotCountADelayAsABounce() {
    String mail =
        Mails.report(
            "will keep trying",
            """
            Final-Recipient: rfc822; bob@example.org
            Action: delayed
            Status: 4.4.1
            Will-Retry-Until: Thu, 26 Nov 2026 10:00:00 +0000\
            """);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.DELAY);
    assertThat(verdict.recipients().get(0).status()).isEqualTo("4.4.1");
    assertThat(verdict.recipients().get(0).hard()).isFalse();
  }

  @Test
  void shouldTellSuccess() {
    String mail =
        Mails.report(
            "delivered",
            """
            Final-Recipient: rfc822; bob@example.org
            Action: delivered
            Status: 2.1.5
            Diagnostic-Code: smtp; 250 2.1.5 Ok\
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.failed()).isFalse();
    assertThat(verdict.status()).isEqualTo("2.1.5");
    assertThat(verdict.reply()).isEqualTo("250");
  }

  @Test
  void shouldReadFieldsThatStandInThePlainText() {
    String mail =
        Mails.notice(
            "Delivery failure",
            """
            An error occurred while trying to deliver the mail to the following recipients:
            bob@example.org

            Technical report:

            Reporting-MTA: dsn; mx.example.net

            Action: failed
            Final-Recipient: rfc822; bob@example.org
            Diagnostic-Code: smtp; 550 5.2.2 <bob@example.org>... Mailbox Full
            Status: 5.2.2
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.status()).isEqualTo("5.2.2");
    assertThat(verdict.result()).isEqualTo("MAILBOX_FULL");
  }

  @Test
  void shouldReadAReportWhoseBoundariesWereLost() {
    String mail =
        """
        Return-Path: <>
        From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>
        To: alice@sender.example
        Subject: Returned mail: User unknown
        Content-Type: multipart/report; boundary="lost"

        <bob@example.org>

        Final-Recipient: RFC822; <bob@example.org>
        Action: failed
        Status: 5.1.1

        Return-Path: <alice@sender.example>
        Received: from sender.example by mx.example.net
        Message-Id: <mail-2@sender.example>
        From: alice@sender.example
        """;

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients().get(0).address()).isEqualTo("bob@example.org");
    assertThat(verdict.messageId()).isEqualTo("mail-2@sender.example");
  }

  @Test
  void shouldReadAReportThatAPostmasterPassedOnWithinHisText() {
    String inner =
        Mails.report(
            "see below", "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1");
    String mail = Mails.notice("Undelivered mail", "This could not be delivered:\n-----\n" + inner);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.status()).isEqualTo("5.1.1");
  }

  @Test
  void shouldReadEachAddressOnceAndTheNewestWordAboutIt() {
    String mail =
        Mails.report(
            "see below",
            """
            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 4.4.1

            Final-Recipient: rfc822; BOB@example.org
            Action: failed
            Status: 5.1.1\
            """);

    assertThat(Mails.only(mail).status()).isEqualTo("5.1.1");
  }
}
