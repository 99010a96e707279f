package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of providers with many millions of mailboxes, and of services that send for others. */
class BigProviderReportTest {

  @Test
  void shouldReadGmailsPageBesideItsFields() {
    String mail =
        "X-Failed-Recipients: bob@example.org\nAuto-Submitted: auto-replied\n"
            + Mails.report(
                """
                ** Address not found **

                Your message wasn't delivered to bob@example.org because the address couldn't be
                found, or is unable to receive mail.

                The response from the remote server was:
                550 5.1.1 The email account that you tried to reach does not exist.
                """,
                """
                Final-Recipient: rfc822; bob@example.org
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mx.example.org. (192.0.2.7, the server for the domain
                 example.org.)
                Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does
                 not exist. 550 5.1.1 Please try double-checking
                """);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadOldGmail() {
    String mail =
        "X-Failed-Recipients: bob@example.org\n"
            + Mails.notice(
                "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
                "Delivery Status Notification (Failure)",
                """
                Delivery to the following recipient failed permanently:

                     bob@example.org

                Technical details of permanent failure:
                Google tried to deliver your message, but it was rejected by the server for the
                recipient domain example.org by mx.example.org. [192.0.2.7].

                The error that the other server returned was:
                550 5.7.1 <bob@example.org>: Recipient address rejected: closed group

                ----- Original message -----

                """
                    + Mails.ORIGINAL);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.status()).isEqualTo("5.7.1");
    assertThat(verdict.reply()).isEqualTo("550");
    assertThat(verdict.hard()).isFalse();
  }

  @Test
  void shouldReadGmailsDelay() {
    String mail =
        Mails.report(
            """
            ** Delivery incomplete **

            There was a temporary problem delivering your message to bob@example.org. Gmail will
            retry for 46 more hours. You'll be notified if the delivery fails permanently.
            """,
            """
            Final-Recipient: rfc822; bob@example.org
            Action: delayed
            Status: 4.4.1
            Diagnostic-Code: smtp; The recipient server did not accept our requests to connect.
            Will-Retry-Until: Tue, 24 Nov 2026 10:00:00 -0800 (PST)
            """);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.DELAY);
    assertThat(verdict.recipients().get(0).status()).isEqualTo("4.4.1");
    assertThat(verdict.recipients().get(0).result()).isEqualTo("NETWORK");
  }

  @Test
  void shouldReadYahooWhichQuotesTheServer() {
    String mail =
        Mails.notice(
            "MAILER-DAEMON@yahoo.com",
            "Failure Notice",
            """
            Sorry, we were unable to deliver your message to the following address.

            <bob@example.org>:
            552: 5.2.2 This message is larger than the current system limit or the recipient's
            mailbox is full. Create a shorter message body or remove attachments.

            --- Below this line is a copy of the message.

            """
                + Mails.ORIGINAL);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.status()).isEqualTo("5.2.2");
    assertThat(verdict.reply()).isEqualTo("552");
    assertThat(verdict.result()).isIn("MAILBOX_FULL", "TOO_BIG");
  }

  @Test
  void shouldReadYahooThatNamesTheAccount() {
    String mail =
        Mails.notice(
            "MAILER-DAEMON@yahoo.com",
            "Failure Notice",
            """
            Sorry, we were unable to deliver your message to the following address.

            <bob@yahoo.com>:
            554: delivery error: dd Sorry your message to bob@yahoo.com cannot be delivered. This
            account has been disabled or discontinued [#102]. - mta4001.mail.example.net
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@yahoo.com 5.2.1 554 RECIPIENT_INACTIVE soft");
  }

  @Test
  void shouldReadAmazonsReport() {
    String mail =
        Mails.report(
            """
            An error occurred while trying to deliver the mail to the following recipients:
            bob@example.org
            """,
            """
            Action: failed
            Final-Recipient: rfc822; bob@example.org
            Diagnostic-Code: smtp; 550 4.4.7 Message expired: unable to deliver in 840 minutes.
             <421 4.4.0 Unable to lookup DNS for example.org>
            Status: 4.4.7
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce <mail-1@sender.example>\nbob@example.org 4.4.7 550 EXPIRED soft");
  }

  @Test
  void shouldReadThatAmazonDoesNotEvenTry() {
    String mail =
        Mails.report(
            "An error occurred while trying to deliver the mail to the following recipients:",
            """
            Action: failed
            Final-Recipient: rfc822; bob@example.org
            Diagnostic-Code: smtp; Amazon SES did not send the message to this address because it
             is on the suppression list for your account.
            Status: 5.1.1
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.status()).isEqualTo("5.1.1");
    assertThat(verdict.diagnostic()).contains("suppression list");
  }

  @Test
  void shouldReadAmazonsBounceWithTheTypesOfEventPublishing() {
    String mail =
        Mails.notice(
            "no-reply@sns.amazonaws.com",
            "Amazon SES Email Event Notification",
            """
            {"eventType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"General",\
            "bouncedRecipients":[{"emailAddress":"bob@example.org","action":"failed",\
            "status":"4.2.2","diagnosticCode":"smtp; 452 4.2.2 mailbox full"},\
            {"emailAddress":"carol@example.org"}]},"mail":{"messageId":"0102-abc",\
            "destination":["bob@example.org","carol@example.org"]}}
            """);

    assertThat(Mails.told(mail))
        .isEqualTo(
            """
            bounce <0102-abc>
            bob@example.org 4.2.2 452 MAILBOX_FULL soft
            carol@example.org 5.0.0 - UNKNOWN soft""");
  }

  @Test
  void shouldReadAProviderOfGermanyWhichAddsItsOwnExplanation() {
    String mail =
        Mails.notice(
            "GMX Mailer Daemon <mailer-daemon@gmx.example>",
            "Mail delivery failed: returning message to sender",
            """
            This message was created automatically by mail delivery software.

            A message that you sent could not be delivered to one or more of its recipients. This
            is a permanent error. The following address failed:

            bob@example.org:
            SMTP error from remote server for RCPT TO command, host: mx.example.org (192.0.2.7)
            reason: 550 Requested action not taken: mailbox unavailable
            For explanation visit https://postmaster.example.net/error-messages?ip=192.0.2.1

            --- The header of the original message is following. ---

            """
                + Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadAProviderOfRussia() {
    String mail =
        "X-Failed-Recipients: bob@example.org\n"
            + Mails.notice(
                "mailer-daemon@corp.mail.example",
                "Mail delivery failed: returning message to sender",
                """
                Это письмо создано автоматически. Пожалуйста, не отвечайте на него.

                Ваше письмо не может быть доставлено следующим получателям:

                bob@example.org
                SMTP error from remote mail server after RCPT TO:<bob@example.org>:
                host mx.example.org [192.0.2.7]: 550 5.7.1 No such user!
                """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.7.1 550 RECIPIENT_UNKNOWN hard");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "552 5.2.2 Mailbox bob is over its size                        | 5.2.2  | MAILBOX_FULL",
        "421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred | 4.7.0  | RATE_LIMITED",
        "554 5.4.14 Hop count exceeded - possible mail loop            | 5.4.14 | ROUTING_LOOP",
        "550 5.7.26 Unauthenticated email is not accepted              | 5.7.26 | AUTH_FAILED",
        "552 5.3.4 message size is over the limit                      | 5.3.4  | TOO_BIG",
        "554 5.6.0 message does not follow RFC 5322                    | 5.6.0  | PROTOCOL",
        "451 4.3.2 system is shutting down, come later                 | 4.3.2  | SYSTEM_ERROR",
      })
  void shouldReadTheReportsOfSendingServices(String reply, String status, String result) {
    String mail =
        Mails.report(
            "Hello, this is the mail server on mta1.example.net.\n\n"
                + "I am sending you this message to inform you on the delivery status of a message"
                + " you previously sent.\n\nThe following recipients did not receive it:\n\n"
                + "  bob@example.org; Action: failed",
            "Original-Recipient: rfc822;bob@example.org\n"
                + "Final-Recipient: rfc822;bob@example.org\nAction: failed\nStatus: "
                + status
                + "\nRemote-MTA: dns;mx.example.org (192.0.2.7)\nDiagnostic-Code: smtp;"
                + reply
                + "\nX-PowerMTA-BounceCategory: other");

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.status()).isEqualTo(status);
    assertThat(verdict.result()).isEqualTo(result);
    assertThat(verdict.hard()).isFalse();
    assertThat(verdict.diagnostic()).isEqualTo(reply);
  }
}
