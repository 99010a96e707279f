package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail that a report returns: attached, inline, as header, cut, and not at all. */
class ReturnedMailTest {
  private static final String TOKEN = "abcdefghij2345klmnopqrstuvwx";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message/rfc822",
        "text/rfc822-headers",
        "text/rfc822-headers; charset=us-ascii",
        "message/rfc822; name=\"details.eml\"",
        "MESSAGE/RFC822",
        "message/global",
        "message/global-headers",
        "text/rfc822"
      })
  void shouldFindWhichMailCameBackInAnyKindOfPart(String type) {
    String mail =
        Mails.report(
                "see below",
                "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1")
            .replace("message/rfc822", type);

    assertThat(Mails.read(mail).messageId()).isEqualTo("mail-1@sender.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--- Below this line is a copy of the message.",
        "------ This is a copy of the message, including all the headers. ------",
        "   ----- Original message follows -----",
        "Original message headers:",
        "    Below is a copy of the original message:",
        "Hier ist die Nachricht:",
        "''",
      })
  void shouldFindTheMailWithinTheTextWhateverStandsBeforeIt(String line) {
    String mail =
        Mails.notice(
            "failure notice",
            "I was unable to deliver your mail.\n\n<bob@example.org>:\n550 5.1.1 user unknown\n\n"
                + line
                + "\n\n"
                + Mails.ORIGINAL.replace("To: bob@example.org", "To: eve@example.net"));

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldNotReadTheWordsOfTheMailThatCameBack() {
    String returned =
        Mails.ORIGINAL
            + "Your mailbox is full, 552 5.2.2 over quota.\n<dave@example.org>:\n550 5.7.1 spam\n";
    String mail =
        Mails.notice(
            "failure notice",
            "I was unable to deliver your mail.\n\n<bob@example.org>:\n550 5.1.1 user unknown\n\n"
                + returned);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldFindTheTokenInTheHeaderOfAMailThatCameBackInline() {
    String mail =
        Mails.notice(
            "failure notice",
            "not delivered\n\n<bob@example.org>:\n550 5.1.1 user unknown\n\n"
                + "Return-Path: <b-%s@bounce.sender.example>\n".formatted(TOKEN)
                + Mails.ORIGINAL);

    assertThat(Mails.read(mail).token()).isEqualTo(TOKEN);
  }

  @Test
  void shouldPreferTheReturnPathThatTheReportCameTo() {
    String other = TOKEN.replace("a", "z");
    String mail =
        Mails.report("x", "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1")
            .replace("To: alice@", "To: <b-" + TOKEN + "@bounce.sender.example>\nCc: alice@")
            .replace("Message-ID: <mail-1@", "Message-ID: <" + other + "@");

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.token()).isEqualTo(TOKEN);
    assertThat(verdict.messageId()).isEqualTo(other + "@sender.example");
  }

  @Test
  void shouldTakeWhomTheMailWasForWhenNobodyIsNamed() {
    String mail =
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.net
        To: alice@sender.example
        Subject: Mail could not be delivered
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        The recipient's mailbox is full.
        --b
        Content-Type: message/rfc822

        %s
        --b--
        """
            .formatted(Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce <mail-1@sender.example>\nbob@example.org 5.2.2 - MAILBOX_FULL soft");
  }

  @Test
  void shouldNotTakeTheSenderForTheRecipientOfHisOwnMail() {
    String mail =
        Mails.notice(
            "Undeliverable mail",
            "Your message could not be delivered.\n\n"
                + Mails.ORIGINAL.replace("To: bob@example.org", "To: alice@sender.example"));

    assertThat(Mails.read(mail).recipients()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Message-ID: <mail-1@sender.example>              | mail-1@sender.example",
        "Message-Id:    mail-1@sender.example             | mail-1@sender.example",
        "  Message-ID : <mail-1@sender.example>           | mail-1@sender.example",
        "Original message ID: <mail-1@sender.example>     | mail-1@sender.example",
        "The id of your mail is <mail-1@sender.example>   | ''",
      })
  void shouldReadTheIdThatANoticeLaysOutForPeople(String line, String id) {
    String mail =
        Mails.notice(
            "Undelivered mail",
            "could not be delivered\n\n" + line + "\n\nRecipient: bob@example.org\n550 5.1.1 no\n");

    assertThat(Mails.read(mail).messageId()).isEqualTo(id);
  }

  @Test
  void shouldNotTakeTheReportsOwnIdForThatOfTheMail() {
    String mail =
        "Message-ID: <report-7@mx.example.net>\n"
            + Mails.notice("failure notice", "not delivered\n\n<bob@example.org>:\n550 5.1.1 no\n");

    assertThat(Mails.read(mail).messageId()).isEmpty();
  }

  @Test
  void shouldReadAReportWithinAForwardedBundleOfPartsOnceOnly() {
    String inner =
        Mails.report(
            "x", "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1");
    String mail = inner.replace("message/delivery-status", "text/plain");

    assertThat(Mails.read(mail).recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@example.org");
  }
}
