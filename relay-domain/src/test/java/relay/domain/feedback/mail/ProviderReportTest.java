package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

/** Reports of providers and gateways, each in a form of its own. */
class ProviderReportTest {

  @Test
  void shouldReadGoogleInAnyLanguageByItsField() {
    String mail =
        "X-Failed-Recipients: group@googlegroups.example\nAuto-Submitted: auto-replied\n"
            + Mails.notice(
                "Delivery Status Notification (Failure)",
                """
                Bonjour alice@sender.example,

                Il se peut que le groupe n'existe pas. https://groups.google.com/support/
                """);

    assertThat(Mails.only(mail).address()).isEqualTo("group@googlegroups.example");
    assertThat(Mails.only(mail).result()).isEqualTo("SENDER_REJECTED");
  }

  @Test
  void shouldReadYahoo() {
    String mail =
        Mails.notice(
            "Failure Notice",
            """
            Sorry, we were unable to deliver your message to the following address.

            <bob@example.org>:
            No mx record found for domain=example.org

            --- Below this line is a copy of the message.

            """
                + Mails.ORIGINAL);

    assertThat(Mails.only(mail).result()).isEqualTo("DOMAIN_INVALID");
    assertThat(Mails.only(mail).hard()).isTrue();
  }

  @Test
  void shouldReadAProviderThatQuotesTheAddress() {
    String mail =
        Mails.notice(
            "Mail delivery failed: returning message to sender",
            """
            This message was created automatically by mail delivery software.

            A message that you sent could not be delivered to one or more of
            its recipients. This is a permanent error. The following address
            failed:

            "bob@example.org":
            SMTP error from remote server after RCPT command:
            host: mx.example.org
            5.1.1 <bob@example.org>... User Unknown

            --- The header of the original message is following. ---

            """
                + Mails.ORIGINAL);

    assertThat(Mails.only(mail).address()).isEqualTo("bob@example.org");
    assertThat(Mails.only(mail).status()).isEqualTo("5.1.1");
    assertThat(Mails.only(mail).hard()).isTrue();
  }

  @Test
  void shouldReadASmallMailAgentThatWritesSentences() {
    String mail =
        "X-Original-To: <bob@example.org>\n"
            + Mails.notice(
                "Mail delivery failed",
                """
                This is the Mail Agent at mx.example.net.

                There was an error delivering your mail to <bob@example.org>.

                mx.example.org [192.0.2.7] did not like our RCPT TO:
                552 5.2.3 <bob@example.org>: Recipient address rejected: message too big

                Message headers follow.

                """
                    + Mails.ORIGINAL);

    assertThat(Mails.only(mail).address()).isEqualTo("bob@example.org");
    assertThat(Mails.only(mail).result()).isEqualTo("TOO_BIG");
  }

  @Test
  void shouldReadAJapaneseCarrierInItsCharset() throws Exception {
    String text =
        """
        Return-Path: <>
        From: Postmaster@carrier.example
        To: alice@sender.example
        Subject: Mail System Error - Returned Mail
        Content-Type: text/plain; charset="ISO-2022-JP"

        次のあて先へのメッセージはエラーのため送信できませんでした。

        Each of the following recipients was rejected by a remote
        mail server.

            Recipient: <bob@carrier.example>
            >>> RCPT TO:<bob@carrier.example>
            <<< 550 <bob@carrier.example>: User unknown
        """;

    MailVerdict verdict =
        new FeedbackReader().read(text.replace("\n", "\r\n").getBytes("ISO-2022-JP"));

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients().get(0).address()).isEqualTo("bob@carrier.example");
    assertThat(verdict.recipients().get(0).hard()).isTrue();
  }

  @Test
  void shouldReadWhatAmazonTellsAsJson() {
    String mail =
        """
        From: SES <no-reply@sns.amazonaws.example>
        To: alice@sender.example
        Subject: AWS Notification Message
        Content-Type: text/plain; charset=UTF-8

        {"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[\
        {"emailAddress":"bob@example.org","action":"failed","status":"5.1.1",\
        "diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{"messageId":"ses-1"}}

        --
        If you wish to stop receiving notifications, click the link.
        """;

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.messageId()).isEqualTo("ses-1");
    assertThat(verdict.recipients().get(0).hard()).isTrue();
    assertThat(verdict.recipients().get(0).reply()).isEqualTo("550");
  }

  @Test
  void shouldReadAMainframeGateway() {
    String mail =
        """
        From: post_master@gateway.example
        To: alice@sender.example
        Subject: Re: Hello

        Error: Invalid user address

        Error message below:
        550 - Requested action not taken: no such user here

        Message details:
          Subject: Hello
          Sent date: Sun Nov 22 10:00:00 GMT 2026
          MAIL FROM: alice@sender.example
          RCPT TO: 15550100@gateway.example
          From: alice@sender.example
          Size (in bytes): 222
        """;

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("15550100@gateway.example");
    assertThat(verdict.reply()).isEqualTo("550");
    assertThat(verdict.result()).isEqualTo("RECIPIENT_UNKNOWN");
    assertThat(verdict.diagnostic()).doesNotContain("MAIL FROM");
  }

  @Test
  void shouldReadNewExchangeInHtmlAlone() {
    String mail =
        """
        From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>
        To: alice@sender.example
        Subject: Undeliverable: Hello
        Content-Type: text/html; charset=utf-8

        <html><head><style>p {color: red}</style></head><body>
        <p>Delivery has failed to these recipients or groups:</p>
        <p><a href="mailto:bob@example.org">bob@example.org</a><br>
        The recipient&#39;s mailbox is full and can&#39;t accept messages now.</p>
        <p>#550 5.2.2 STOREDRV.Deliver; mailbox full ##</p></body></html>
        """;

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.status()).isEqualTo("5.2.2");
    assertThat(verdict.result()).isEqualTo("MAILBOX_FULL");
  }

  @Test
  void shouldReadAListOfAddressesAtEachOtherLine() {
    String mail =
        Mails.notice(
            "Undeliverable Mail",
            """
            User mailbox exceeds allowed size: bob@example.org

            undeliverable to carol@example.org

            Original message follows.

            """
                + Mails.ORIGINAL);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address, RecipientVerdict::result)
        .containsExactly(
            tuple("bob@example.org", "MAILBOX_FULL"),
            tuple("carol@example.org", "RECIPIENT_UNKNOWN"));
  }

  @Test
  void shouldReadAGatewayThatShowsBothSidesOfTheConversation() {
    String mail =
        Mails.notice(
            "Mail Delivery Problem",
            """
            ****** Message from the gateway ******

            Sent <<< RCPT TO:<bob@example.org>
            Received >>> 550 5.1.1 <bob@example.org>... user unknown
            Unable to deliver message to <bob@example.org>.
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.reply()).isEqualTo("550");
    assertThat(verdict.hard()).isTrue();
  }

  @Test
  void shouldReadAGatewayThatNamesTheRecipientsLast() {
    String mail =
        Mails.notice(
            "Undeliverable Mail: Hello",
            """
            Your message:
               From:    alice@sender.example
               Subject: Hello
            Could not be delivered because of

            550 5.1.1 User unknown

            The following recipients were affected:
               bob@example.org
            """);

    RecipientVerdict verdict = Mails.only(mail);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.status()).isEqualTo("5.1.1");
    assertThat(verdict.diagnostic()).isEqualTo("550 5.1.1 User unknown");
  }
}
