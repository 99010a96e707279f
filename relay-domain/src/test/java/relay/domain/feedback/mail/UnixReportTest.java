package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Reports that the mail systems of Unix write without, or beside, fields for programs. */
class UnixReportTest {

  @Test
  void shouldReadQmailWhichNamesItsStatusAtTheEnd() {
    String mail =
        Mails.notice(
            "failure notice",
            """
            Hi. This is the qmail-send program at mx.example.net.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <bob@example.org>:
            Sorry, no mailbox here by that name. (#5.1.1)

            <carol@example.org>:
            Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)
            I'm not going to try again; this message has been in the queue too long.

            <dave@example.org>:
            192.0.2.7 failed after I sent the message.
            Remote host said: 554 5.7.1 Message looks like spam

            --- Below this line is a copy of the message.

            """
                + Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo(
            """
            bounce <mail-1@sender.example>
            bob@example.org 5.1.1 - RECIPIENT_UNKNOWN hard
            carol@example.org 4.4.1 - EXPIRED soft
            dave@example.org 5.7.1 554 CONTENT_SPAM soft""");
  }

  @Test
  void shouldReadAQmailThatSpeaksFrench() {
    String mail =
        Mails.notice(
            "failure notice",
            """
            Bonjour, je suis le programme qmail-send sur mx.example.net.
            Je n'ai pas pu remettre votre message aux adresses suivantes : il n'a pas pu être
            délivré. C'est une erreur permanente, j'abandonne.

            <bob@example.org>:
            Désolé, cette adresse n'existe pas ici. (#5.1.1)

            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.1 - RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadEximWhoseRoutesFailed() {
    String mail =
        "X-Failed-Recipients: bob@example.org,\n  carol@example.net\n"
            + Mails.notice(
                "Mail delivery failed: returning message to sender",
                """
                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  bob@example.org
                    Unrouteable address
                  carol@example.net
                    retry timeout exceeded

                ------ This is a copy of the message, including all the headers. ------

                """
                    + Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo(
            """
            bounce <mail-1@sender.example>
            bob@example.org 5.1.1 - RECIPIENT_UNKNOWN soft
            carol@example.net 4.4.7 - EXPIRED soft""");
  }

  @Test
  void shouldReadEximWhichToldTheServersWordsOnSeveralLines() {
    String mail =
        "X-Failed-Recipients: bob@example.org\n"
            + Mails.notice(
                "Mail failure - rejected by remote host",
                """
                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  bob@example.org
                    (ultimately generated from list@example.net)
                    SMTP error from remote mail server after end of data:
                    host mx.example.org [192.0.2.7]: 550-5.7.26 This mail was blocked because
                    550-5.7.26 the sender is unauthenticated: SPF [sender.example] did not pass
                    550 5.7.26 for more see our pages
                """);

    assertThat(Mails.told(mail)).isEqualTo("bounce\nbob@example.org 5.7.26 550 AUTH_FAILED soft");
  }

  @Test
  void shouldReadPostfixOfWhichOnlyTheTextIsLeft() {
    String mail =
        Mails.notice(
            "Undelivered Mail Returned to Sender",
            """
            This is the mail system at host mx.example.net.

            I'm sorry to have to inform you that your message could not
            be delivered to one or more recipients. It's attached below.

            For further assistance, please send mail to postmaster.

                               The mail system

            <bob@example.org> (expanded from <team@example.net>): host
                mx.example.org[192.0.2.7] said: 452 4.2.2 <bob@example.org>: mailbox is over
                quota (in reply to RCPT TO command)

            <carol@example.net>: unknown user: "carol"

            <dave@example.com>: Host or domain name not found. Name service error for
                name=example.com type=MX: Host not found
            """);

    assertThat(Mails.told(mail))
        .isEqualTo(
            """
            bounce
            bob@example.org 4.2.2 452 MAILBOX_FULL soft
            carol@example.net 5.1.1 - RECIPIENT_UNKNOWN soft
            dave@example.com 5.1.2 - DOMAIN_INVALID hard""");
  }

  @Test
  void shouldReadSendmailWhichToldTheReasonBesideTheAddress() {
    String mail =
        Mails.notice(
            "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
            "Returned mail: see transcript for details",
            """
            The original message was received at Sun, 22 Nov 2026 09:59:59 GMT
            from sender.example [192.0.2.1]

               ----- The following addresses had permanent fatal errors -----
            <bob@example.org>
                (reason: 550 5.2.1 <bob@example.org>... mailbox disabled)
            <carol@example.net>
                (reason: Can't create output: disk full)
                (expanded from: <list@example.net>)

               ----- Transcript of session follows -----
            ... while talking to mx.example.org.:
            >>> DATA
            <<< 550 5.2.1 <bob@example.org>... mailbox disabled
            550 5.1.1 <bob@example.org>... User unknown

            """
                + Mails.ORIGINAL);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@example.org", "carol@example.net");
    assertThat(verdict.recipients().get(0).result()).isEqualTo("RECIPIENT_INACTIVE");
    assertThat(verdict.recipients().get(0).status()).isEqualTo("5.2.1");
    assertThat(verdict.recipients().get(1).result()).isEqualTo("SYSTEM_FULL");
  }

  @Test
  void shouldReadCourier() {
    String mail =
        Mails.notice(
            "\"Courier mail server at mx.example.net\" <@>",
            "NOTICE: mail delivery status.",
            """
            This is a delivery status notification from mx.example.net,
            running the Courier mail server, version 1.

            The original message was received on Sun, 22 Nov 2026 10:00:00 +0000
            from sender.example (sender.example [192.0.2.1])

            ---------------------------------------------------------------------------

                                   UNDELIVERABLE MAIL

            Your message to the following recipients cannot be delivered:

            <bob@example.org>:
                mx.example.org [192.0.2.7]:
            >>> RCPT TO:<bob@example.org>
            <<< 550 User <bob@example.org> unknown

            ---------------------------------------------------------------------------
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadOpenSmtpd() {
    String mail =
        Mails.notice(
            "Mailer Daemon <MAILER-DAEMON@mx.example.net>",
            "Delivery status notification: error",
            """
                Hi!

                This is the MAILER-DAEMON, please DO NOT REPLY to this email.

                An error has occurred while attempting to deliver a message for
                the following list of recipients:

            bob@example.org: 550 5.7.1 Unable to relay for this domain

                Below is a copy of the original message:

            """
                + Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce <mail-1@sender.example>\nbob@example.org 5.7.1 550 RELAY_DENIED soft");
  }

  @Test
  void shouldReadSmailAndItsLogOfFailures() {
    String mail =
        Mails.notice(
            "<MAILER-DAEMON@mx.example.net>",
            "mail failed, returning to sender",
            """
            |------------------------- Message log follows: -------------------------|
             no valid recipients were found for this message
            |------------------------- Failed addresses follow: ---------------------|
             <bob@example.org> ... unknown host
             <carol@example.net> ... user unknown
            |------------------------- Message text follows: ------------------------|
            """
                + Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo(
            """
            bounce <mail-1@sender.example>
            bob@example.org 5.1.2 - DOMAIN_INVALID hard
            carol@example.net 5.1.1 - RECIPIENT_UNKNOWN soft""");
  }

  @Test
  void shouldReadMmdf() {
    String mail =
        Mails.notice(
            "Memo Service at mx.example.net <mmdf@mx.example.net>",
            "Failed mail (msg.aa01234)",
            """
                Your message could not be delivered to
            'bob@example.org (host: mx.example.org) (queue: smtp)' for the following
            reason:  '550 <bob@example.org> no such user here'

                Your message follows:

            """
                + Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadTheServerOfIplanetWhichLaysFieldsOutForPeople() {
    String mail =
        Mails.notice(
            "Internet Mail Delivery <postmaster@mx.example.net>",
            "Delivery Notification: Delivery has failed",
            """
            This report relates to a message you sent with the following header fields:

              Message-id: <mail-1@sender.example>
              Date: Sun, 22 Nov 2026 09:59:58 +0000
              From: Alice <alice@sender.example>
              To: bob@example.org
              Subject: Hello

            Your message cannot be delivered to the following recipients:

              Recipient address: bob@example.org
              Reason: Remote SMTP server has rejected address
              Diagnostic code: smtp;550 5.1.1 unknown or illegal alias: bob@example.org
              Remote system: dns;mx.example.org (TCP|192.0.2.1|4000|192.0.2.7|25)
            """);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }
}
