package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Reports of Exchange and Outlook.com of all ages, in the words of each. */
class MicrosoftReportTest {

  @Test
  void shouldReadTheInternetMailServiceOfExchange55() {
    String mail =
        Mails.notice(
            "System Administrator <postmaster@mx.example.net>",
            "Undeliverable: Hello",
            """
            Your message

              To:      Bob Brown
              Subject: Hello
              Sent:    Sun, 22 Nov 2026 09:59:58 -0000

            did not reach the following recipient(s):

            bob@example.org on Sun, 22 Nov 2026 10:00:00 -0000
                The recipient name is not recognized
            \tThe MTS-ID of the original message is: c=de;a= ;p=example;l=MX-261122100000Z-17
                MSEXCH:IMS:Example:SITE:MX 0 (000C05A6) Unknown Recipient
            carol@example.org on Sun, 22 Nov 2026 10:00:00 -0000
                The recipient's mailbox is full
                MSEXCH:MSExchangeMTA:SITE:MX 0 (000C05A6)

            """);

    assertThat(Mails.told(mail))
        .isEqualTo(
            """
            bounce
            bob@example.org 5.1.1 - RECIPIENT_UNKNOWN hard
            carol@example.org 5.2.2 - MAILBOX_FULL soft""");
  }

  @Test
  void shouldReadExchange2003WhichPutsTheStatusInAngleBrackets() {
    String mail =
        Mails.notice(
            "System Administrator <postmaster@mail.example.net>",
            "Undeliverable: Offer",
            """
            Your message did not reach some or all of the intended recipients.

                  Subject:  Offer
                  Sent:     22.11.2026 09:59

            The following recipient(s) could not be reached:

                  bob@example.org on 22.11.2026 10:00
                        The e-mail account does not exist at the organization this message was
                        sent to.  Check the e-mail address, or contact the recipient directly.
                        <mail.example.net #5.1.1>
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.1 - RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadTheDiagnosticInformationOfExchange2010() {
    String mail =
        Mails.notice(
            "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>",
            "Undeliverable: Offer",
            """
            Delivery has failed to these recipients or groups:

            bob@example.org<mailto:bob@example.org>
            The recipient's mailbox is full and can't accept messages now. Please try resending
            this message later, or contact the recipient directly.

            Diagnostic information for administrators:

            Generating server: ex10.example.net

            bob@example.org
            #550 5.2.2 STOREDRV.Deliver: mailbox full. The following information should help
            identify the cause of this delivery failure. ##

            Original message headers:

            """
                + Mails.ORIGINAL);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce <mail-1@sender.example>\nbob@example.org 5.2.2 550 MAILBOX_FULL soft");
  }

  @Test
  void shouldReadThePageOfMicrosoft365() {
    String page =
        """
        <html><head><style>p { margin: 0 }</style></head><body>
        <p><b>Your message to bob@example.org couldn't be delivered.</b></p>
        <table><tr><td>bob wasn't found at example.org.</td></tr>
        <tr><td>alice</td><td>Office 365</td><td>bob</td></tr>
        <tr><td>Action Required</td><td></td><td>Recipient</td></tr>
        <tr><td>Unknown To address</td></tr></table>
        <p>Status code: 550 5.1.10</p>
        <p>Reported error: <i>550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient bob@example.org
        not found by SMTP address lookup</i></p>
        </body></html>
        """;
    String mail =
        "Content-Type: text/html; charset=utf-8\nAuto-Submitted: auto-replied\n"
            + Mails.notice(
                "Microsoft Outlook <postmaster@sender.example>", "Undeliverable: Offer", page);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.10 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadWhyMicrosoft365BlocksUs() {
    String mail =
        Mails.report(
            """
            Your message to bob@example.org was blocked. Your IP address is on a list of ours.
            """,
            """
            Final-Recipient: rfc822;bob@example.org
            Action: failed
            Status: 5.7.511
            Diagnostic-Code: smtp;550 5.7.511 Access denied, banned sender[192.0.2.1]. To request
             removal forward this message to delist@messaging.microsoft.com.
            X-Display-Name: Bob Brown
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.result()).isEqualTo("IP_BLOCKED");
    assertThat(verdict.hard()).isFalse();
    assertThat(verdict.status()).isEqualTo("5.7.511");
  }

  @Test
  void shouldReadOutlookComWhichTellsNothingButAStatus() {
    String mail =
        Mails.report(
            """
            This is an automatically generated Delivery Status Notification.

            Delivery to the following recipients failed.

                   bob@example.org
            """,
            """
            Final-Recipient: rfc822;bob@example.org
            Action: failed
            Status: 5.5.0
            Diagnostic-Code: smtp;550 Requested action not taken: mailbox unavailable
            """);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@example.org 5.5.0 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadAGermanExchange() {
    String mail =
        Mails.notice(
            "Systemadministrator <postmaster@mail.example.net>",
            "Unzustellbar: Angebot",
            """
            Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.

                  Betreff:    Angebot
                  Gesendet am:    22.11.2026 09:59

            Folgende(r) Empfänger konnte(n) nicht erreicht werden:

                  bob@example.org am 22.11.2026 10:00
                        Das E-Mail-Konto ist in der Organisation, an die diese Nachricht gesendet
                        wurde, nicht vorhanden. Überprüfen Sie die E-Mail-Adresse.
                        <mail.example.net #5.1.1>
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.1 - RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadAFrenchExchange() {
    String mail =
        Mails.notice(
            "Microsoft Exchange <postmaster@mail.example.net>",
            "Non remis : Offre",
            """
            Échec de la remise pour ces destinataires ou groupes :

            bob@example.org
            Le message est trop volumineux pour être remis. Réduisez sa taille et renvoyez-le.

            Informations de diagnostic pour les administrateurs :

            Serveur de génération : mail.example.net

            bob@example.org
            Remote Server returned '552 5.3.4 Message size exceeds fixed maximum message size'
            """);

    assertThat(Mails.told(mail)).isEqualTo("bounce\nbob@example.org 5.3.4 552 TOO_BIG soft");
  }

  @Test
  void shouldReadASpanishExchangeThatWritesItsStatusInTheLineBelow() {
    String mail =
        Mails.notice(
            "Administrador del sistema <postmaster@mail.example.net>",
            "No se puede entregar: Oferta",
            """
            El mensaje no llegó a algunos o a todos los destinatarios.

                  Asunto:    Oferta
                  Enviado el:    22/11/2026 9:59

            No se puede localizar a los destinatarios siguientes:

                  bob@example.org el 22/11/2026 10:00
                        No se pudo enviar este mensaje. Vuelva a intentarlo más tarde.
                        <mail.example.net #5.5.0 smtp;550 No such user>
            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.5.0 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadThatExchangeGaveUpAfterDays() {
    String mail =
        Mails.report(
            """
            Delivery has failed to these recipients or groups:

            bob@example.org
            The server has tried to deliver this message, without success, and has stopped trying.
            """,
            """
            Final-Recipient: rfc822;bob@example.org
            Action: failed
            Status: 5.4.7
            Diagnostic-Code: smtp;550 4.4.7 QUEUE.Expired; message expired
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.result()).isEqualTo("EXPIRED");
    assertThat(verdict.status()).isEqualTo("4.4.7");
    assertThat(verdict.hard()).isFalse();
  }

  @Test
  void shouldKnowThatExchangeIsStillTrying() {
    String mail =
        Mails.notice(
            "Microsoft Exchange <postmaster@mail.example.net>",
            "Delivery delayed:Offer",
            """
            Delivery is delayed to these recipients or groups:

            bob@example.org

            Subject: Offer

            This message hasn't been delivered yet. Delivery will continue to be attempted.

            The server will keep trying to deliver this message for the next 1 days, 19 hours and
            55 minutes. You'll be notified if the message can't be delivered by that time.
            """);

    assertThat(Mails.read(mail).kind()).isEqualTo(MailKind.DELAY);
  }
}
