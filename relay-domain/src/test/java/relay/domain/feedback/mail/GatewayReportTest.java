package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Reports of groupware, gateways, mainframes and filters that stand before a mail system. */
class GatewayReportTest {

  @Test
  void shouldReadDominoOfSeveralLanguagesByItsFields() {
    String mail =
        Mails.report(
            """
            Ihr Dokument:   Angebot
            wurde nicht zugestellt an:   bob@example.org
            da:   Benutzer bob (bob@example.org) ist im Domino-Verzeichnis nicht aufgeführt
            """,
            """
            Final-Recipient: rfc822;bob@example.org
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: X-Notes; Benutzer bob (bob@example.org) ist im
              Domino-Verzeichnis nicht aufgef=FChrt
            """);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.1.1 - RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadDominoInItsOwnForm() {
    String mail =
        Mails.notice(
            "Postmaster@example.net",
            "DELIVERY FAILURE: User bob (bob@example.org) not listed in Domino Directory",
            """
            Your message

              Subject: Hello

            was not delivered to:

              bob@example.org

            because:

              User bob (bob@example.org) not listed in Domino Directory

            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.1 - RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadGroupWiseWhichWritesTheReasonInBrackets() {
    String mail =
        Mails.notice(
            "Mailer-Daemon@example.net",
            "Message status - undeliverable",
            """
            The attached file had the following undeliverable recipient(s):
            \tbob@example.org
            \t\tReason: 452 4.2.2 Mailbox full

            """);

    assertThat(Mails.told(mail)).isEqualTo("bounce\nbob@example.org 4.2.2 452 MAILBOX_FULL soft");
  }

  @Test
  void shouldReadTheSmtpServerOfZos() {
    String mail =
        Mails.notice(
            "SMTP@HOST.EXAMPLE.NET",
            "Undeliverable Mail",
            """
            HOST.EXAMPLE.NET unable to deliver following mail to recipient(s):
                <BOB@EXAMPLE.ORG>
            HOST.EXAMPLE.NET unable to connect for 3 days to host:
                EXAMPLE.ORG

                     ** Text of Mail follows **
            """
                + Mails.ORIGINAL);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address, RecipientVerdict::result)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("BOB@EXAMPLE.ORG", "NETWORK"));
    assertThat(verdict.messageId()).isEqualTo("mail-1@sender.example");
  }

  @Test
  void shouldReadAMainframeWhichQuotesTheAnswerToItsRcpt() {
    String mail =
        Mails.notice(
            "SMTP@VM.EXAMPLE.NET",
            "Undeliverable Mail",
            """
            VM.EXAMPLE.NET unable to deliver following mail to recipient(s):
                <bob@example.org>
            VM.EXAMPLE.NET received negative reply from host:
                mx.example.org
                550 5.1.1 <bob@example.org>: no such user here
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadMdaemon() {
    String mail =
        Mails.notice(
            "MDaemon@mx.example.net",
            "Permanent Delivery Failure",
            """
            --------------------------------------------------------------------------
            The attached message had PERMANENT fatal delivery errors!

            After one or more unsuccessful delivery attempts the attached message has
            been removed from the mail queue on this server.

            Failed address: bob@example.org

            --- Session Transcript ---
             <-- 220 mx.example.org ESMTP
             --> EHLO mx.example.net
             <-- 250 SIZE
             --> MAIL From:<alice@sender.example>
             <-- 250 Ok
             --> RCPT To:<bob@example.org>
             <-- 550 5.1.1 <bob@example.org>: Recipient address rejected: unknown
             --> QUIT
            --- End Transcript ---
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadImail() {
    String mail =
        Mails.notice(
            "Postmaster <postmaster@mx.example.net>",
            "Undeliverable Mail",
            """
            Unknown user: bob@example.org

            Original message follows.

            """
                + Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.1.1 - RECIPIENT_UNKNOWN soft");
  }

  @Test
  void shouldReadCommuniGate() {
    String mail =
        Mails.report(
            """
            Failed to deliver to '<bob@example.org>'
            SMTP module(domain example.org) reports:
             host mx.example.org says:
             552 5.2.2 mailbox of bob is full
            """,
            """
            Original-Recipient: rfc822;<bob@example.org>
            Final-Recipient: system;<bob@example.org>
            Action: failed
            Status: 5.0.0
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce <mail-1@sender.example>\nbob@example.org 5.2.2 552 MAILBOX_FULL soft");
  }

  @Test
  void shouldReadKerio() {
    String mail =
        Mails.notice(
            "Kerio Connect <postmaster@mx.example.net>",
            "Undeliverable mail: Hello",
            """
            Your message did not reach some or all of the intended recipients.

               From: <alice@sender.example>
               To: <bob@example.org>
               Date: Sun, 22 Nov 2026 09:59:58 +0000
               Subject: Hello

            The following recipient(s) could not be reached:

               <bob@example.org>
                  550 5.7.1 Message refused: sender.example is listed at a blocklist
            """);

    assertThat(Mails.told(mail)).isEqualTo("bounce\nbob@example.org 5.7.1 550 IP_BLOCKED soft");
  }

  @Test
  void shouldReadAVirusScannerThatSpeaksOfTheMail() {
    String mail =
        Mails.report(
            """
            VIRUS ALERT

            Our content checker found
                virus: Eicar-Test-Signature
            in your email to the following recipient:
            -> bob@example.org
            """,
            """
            Final-Recipient: rfc822;bob@example.org
            Action: failed
            Status: 5.7.0
            Diagnostic-Code: smtp; 554 5.7.0 Reject, id=00001-01 - VIRUS: Eicar-Test-Signature
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce <mail-1@sender.example>\nbob@example.org 5.7.0 554 VIRUS soft");
  }

  @Test
  void shouldReadAGatewayOfX400() {
    String mail =
        Mails.notice(
            "X400-Gateway <postmaster@gw.example.net>",
            "Delivery Report (failure) for bob@example.org",
            """
            This report relates to your message:
                Subject: Hello,
                Message-ID: <mail-1@sender.example>
                To: bob@example.org

            Your message was not delivered to
                    bob@example.org
            for the following reason:
                    Recipient's Mailbox is full
                    unable-to-transfer, mailbox full

            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce <mail-1@sender.example>\nbob@example.org 5.2.2 - MAILBOX_FULL soft");
  }

  @Test
  void shouldReadZimbraWhoseFieldsAreRight() {
    String mail =
        Mails.report(
            """
            This is the mail system at host zimbra.example.net.

            <bob@example.org>: host 192.0.2.9[192.0.2.9] said: 452 4.2.2 Over quota (in reply to
                end of DATA command)
            """,
            """
            Final-Recipient: rfc822; bob@example.org
            Original-Recipient: rfc822;bob@example.org
            Action: failed
            Status: 4.2.2
            Remote-MTA: dns; 192.0.2.9
            Diagnostic-Code: smtp; 452 4.2.2 Over quota
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce <mail-1@sender.example>\nbob@example.org 4.2.2 452 MAILBOX_FULL soft");
  }

  @Test
  void shouldReadAnApplianceThatSpeaksInSentences() {
    String mail =
        Mails.notice(
            "Email Security <postmaster@filter.example.net>",
            "Message could not be delivered",
            """
            The message with subject "Hello" that you sent to bob@example.org could not be
            delivered.

            The mail server for example.org answered:
            451 4.7.1 Greylisting in action, come back in 5 minutes

            We have given up after 72 hours.
            """);

    assertThat(Mails.told(mail)).isEqualTo("bounce\nbob@example.org 4.7.1 451 GREYLISTED soft");
  }
}
