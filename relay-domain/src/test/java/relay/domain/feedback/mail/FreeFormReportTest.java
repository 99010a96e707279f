package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Reports as mail systems wrote them before, beside and against RFC 3464. */
class FreeFormReportTest {

  @Test
  void shouldReadQmail() {
    String mail =
        Mails.notice(
            "failure notice",
            """
            Hi. This is the qmail-send program at mx.example.net.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <bob@example.org>:
            192.0.2.7 does not like recipient.
            Remote host said: 550 5.1.1 <bob@example.org>... User Unknown
            Giving up on 192.0.2.7.

            <carol@example.org>:
            Sorry, I couldn't find any host named example.org. (#5.1.2)

            --- Below this line is a copy of the message.

            """
                + Mails.ORIGINAL);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.messageId()).isEqualTo("mail-1@sender.example");
    assertThat(verdict.recipients()).hasSize(2);
    RecipientVerdict bob = verdict.recipients().get(0);
    assertThat(bob.diagnostic()).isEqualTo("550 5.1.1 <bob@example.org>... User Unknown");
    assertThat(bob.hard()).isTrue();
    RecipientVerdict carol = verdict.recipients().get(1);
    assertThat(carol.address()).isEqualTo("carol@example.org");
    assertThat(carol.status()).isEqualTo("5.1.2");
    assertThat(carol.reply()).isEmpty();
    assertThat(carol.result()).isEqualTo("DOMAIN_INVALID");
  }

  @Test
  void shouldReadEximAndItsOwnField() {
    String mail =
        "X-Failed-Recipients: bob@example.org\nAuto-Submitted: auto-replied\n"
            + Mails.notice(
                "Mail delivery failed: returning message to sender",
                """
                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  bob@example.org
                    host mx.example.org [192.0.2.7]
                    SMTP error from remote mail server after RCPT TO:<bob@example.org>:
                    550 5.2.1 this account has been disabled

                ------ This is a copy of the message, including all the headers. ------

                """
                    + Mails.ORIGINAL);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.status()).isEqualTo("5.2.1");
    assertThat(verdict.result()).isEqualTo("RECIPIENT_INACTIVE");
    assertThat(verdict.hard()).isFalse();
  }

  @Test
  void shouldReadOldSendmailWhoseTranscriptComesFirst() {
    String mail =
        Mails.notice(
            "Returned mail: User unknown",
            """
               ----- Transcript of session follows -----
            While talking to mail.example.org:
            >>> RCPT To:<bob@example.org>
            <<< 550 <bob@example.org>, User Unknown
            550 <bob@example.org>... User unknown
            550 example.com (smtp)... 550 Host unknown
            554 <carol@example.com>... 550 Host unknown (Authoritative answer from name server)

               ----- Unsent message follows -----
            """
                + Mails.ORIGINAL);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@example.org", "carol@example.com");
    assertThat(verdict.recipients().get(0).hard()).isTrue();
    assertThat(verdict.recipients().get(1).result()).isEqualTo("DOMAIN_INVALID");
  }

  @Test
  void shouldReadOldExchange() {
    String mail =
        Mails.notice(
            "Undeliverable: Hello",
            """
            Your message

              To:      bob@example.net
              Subject: Hello
              Sent:    Sun, 22 Nov 2026 09:59:58 +0000

            did not reach the following recipient(s):

            bob@example.org on Sun, 22 Nov 2026 10:00:00 +0000
                The recipient name is not recognized
                MSEXCH:IMS:EXAMPLE:SITE:SERVER 0 (000C05A6) Unknown Recipient
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.result()).isEqualTo("RECIPIENT_UNKNOWN");
    assertThat(verdict.hard()).isTrue();
    assertThat(verdict.status()).isEqualTo("5.1.1");
  }

  @Test
  void shouldReadDomino() {
    String mail =
        Mails.notice(
            "DELIVERY FAILURE: User bob (bob@example.org) not listed in Domino Directory",
            """
            Your message

              Subject: Hello

            was not delivered to:

              bob@example.org

            because:

              User bob (bob@example.org) not listed in Domino Directory
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.result()).isEqualTo("RECIPIENT_UNKNOWN");
    assertThat(verdict.hard()).isTrue();
  }

  @Test
  void shouldReadGroupWise() {
    String mail =
        Mails.notice(
            "Message status - undeliverable",
            """
            The message that you sent was undeliverable to the following:
            \tbob@example.org (user not found)
            """);

    assertThat(Mails.only(mail).address()).isEqualTo("bob@example.org");
    assertThat(Mails.only(mail).result()).isEqualTo("RECIPIENT_UNKNOWN");
  }

  @Test
  void shouldTakeWhomTheReturnedMailWasForWhenTheNoticeNamesNobody() {
    String mail =
        Mails.notice(
            "Undeliverable mail",
            "Your message could not be delivered.\n550 5.7.1 refused by policy\n\n"
                + Mails.ORIGINAL);

    assertThat(Mails.only(mail).address()).isEqualTo("bob@example.org");
    assertThat(Mails.only(mail).status()).isEqualTo("5.7.1");
  }

  @Test
  void shouldNotTakeWhomToAskForARecipient() {
    String mail =
        Mails.notice(
            "Undelivered Mail Returned to Sender",
            """
            For further assistance, please send mail to <help@mx.example.net>
            If you have questions, contact <postmaster@mx.example.net>

            <bob@example.org>: unknown user
            """);

    assertThat(Mails.read(mail).recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("bob@example.org");
  }

  @Test
  void shouldDecodeWhatWasEncoded() {
    String mail =
        """
        Return-Path: <>
        From: postmaster@example.net
        To: alice@sender.example
        Subject: =?UTF-8?B?VW56dXN0ZWxsYmFyOiBIYWxsbw==?=
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Die Nachricht konnte nicht zugestellt werden:

        <bob@exam=
        ple.org>: Empf=C3=A4nger unbekannt
        """;

    assertThat(Mails.only(mail).address()).isEqualTo("bob@example.org");
    assertThat(Mails.only(mail).result()).isEqualTo("RECIPIENT_UNKNOWN");
    assertThat(Mails.only(mail).diagnostic()).contains("Empfänger unbekannt");
  }
}
