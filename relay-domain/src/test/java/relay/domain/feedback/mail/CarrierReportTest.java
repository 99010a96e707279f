package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** Reports of telephone companies, whose gateways know few words, and of old services. */
class CarrierReportTest {

  @Test
  void shouldReadAnAmericanCarrier() {
    String mail =
        Mails.notice(
            "post_master@carrier.example",
            "Undeliverable Message",
            """
            Error: No valid recipients for this MM

            Original Message:
            From: alice@sender.example
            To: 5551234567@carrier.example
            Subject: Hello
            """);

    MailVerdict verdict = Mails.read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address)
        .containsExactly("5551234567@carrier.example");
    assertThat(verdict.recipients().get(0).result()).isEqualTo("RECIPIENT_UNKNOWN");
  }

  @Test
  void shouldReadACarrierThatTellsOnlyTheConversation() {
    String mail =
        Mails.notice(
            "Postmaster <postmaster@mms.carrier.example>",
            "Undeliverable mail: Hello",
            """
            Unable to deliver message to the following address(es).

            <5551234567@mms.carrier.example>:
            mms.carrier.example does not like recipient.
            Remote host said: 550 5.1.1 Invalid recipient: 5551234567@mms.carrier.example

            """);

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\n5551234567@mms.carrier.example 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadDocomo() {
    String mail =
        japanese(
            "mail-daemon@docomo.example",
            "Undelivered Mail Returned to Sender",
            """
            次の宛先への送信が失敗しました。

            <bob@docomo.example>: host mfsmax.docomo.example[192.0.2.7] said: 550
                Unknown user bob@docomo.example (in reply to end of DATA command)
            """);

    MailVerdict verdict = read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients().get(0).result()).isEqualTo("POLICY");
    assertThat(verdict.recipients().get(0).hard()).isFalse();
  }

  @Test
  void shouldReadTheGatewayOfAnotherJapaneseCarrier() {
    String mail =
        japanese(
            "Postmaster@ezweb.example",
            "Mail System Error - Returned Mail",
            """
            The user(s) account is disabled.

                <bob@ezweb.example>

            ご指定のメールアドレスは利用停止中です。
            """);

    MailVerdict verdict = read(mail);

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address, RecipientVerdict::result, RecipientVerdict::hard)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bob@ezweb.example", "RECIPIENT_INACTIVE", false));
  }

  @Test
  void shouldReadALimitOfACarrier() {
    String mail =
        japanese(
            "Postmaster@ezweb.example",
            "Mail System Error - Returned Mail",
            """
            The user(s) account is temporarily limited.

            <bob@ezweb.example>: 受信できる容量を超えています。
            """);

    RecipientVerdict verdict = read(mail).recipients().get(0);

    assertThat(verdict.result()).isEqualTo("MAILBOX_FULL");
    assertThat(verdict.status()).endsWith(".2.2");
  }

  @Test
  void shouldReadAJapaneseProviderThatNamesTheAddressInASentence() {
    String mail =
        japanese(
            "MAILER-DAEMON@biglobe.example",
            "Returned mail: User unknown",
            """
               ----- The following addresses had delivery problems -----
            ********************
            <bob@biglobe.example>

               ----- Non-delivered information -----
            The recipient's mailbox is full.
            メールボックスがいっぱいです。

               ----- Unsent message follows -----
            """
                + Mails.ORIGINAL);

    MailVerdict verdict = read(mail);

    assertThat(verdict.messageId()).isEqualTo("mail-1@sender.example");
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address, RecipientVerdict::result)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bob@biglobe.example", "MAILBOX_FULL"));
  }

  @Test
  void shouldReadAFrenchProvidersShortWords() {
    String mail =
        Mails.report(
            "Votre message n'a pas pu être remis.",
            """
            Final-Recipient: rfc822; bob@orange.example
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; smtp-in.orange.fr
            Diagnostic-Code: smtp; 550 5.1.1 Adresse d au moins un destinataire invalide.
             Invalid recipient. OFR204_416 [416]
            """);

    assertThat(Mails.told(mail))
        .isEqualTo(
            "bounce <mail-1@sender.example>\nbob@orange.example 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @Test
  void shouldReadAChineseProvider() {
    String text =
        """
        From: postmaster@qq.example
        Return-Path: <>
        To: alice@sender.example
        Subject: 来自qq.example的退信
        Content-Type: text/plain; charset=gb18030

        抱歉，您的邮件被退回来了……
        收件人邮件地址：bob@qq.example
        退信原因：收件人邮箱已满。
        """;

    MailVerdict verdict =
        new FeedbackReader().read(text.replace("\n", "\r\n").getBytes(Charset.forName("GB18030")));

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address, RecipientVerdict::result)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("bob@qq.example", "MAILBOX_FULL"));
  }

  @Test
  void shouldReadAKoreanProvider() {
    String text =
        """
        From: MAILER-DAEMON@naver.example
        Return-Path: <>
        To: alice@sender.example
        Subject: 메일 전송 실패 안내
        Content-Type: text/plain; charset=euc-kr

        받는 사람: bob@naver.example
        실패 사유: 존재하지 않는 사용자입니다. (550 5.1.1 User unknown)
        """;

    MailVerdict verdict =
        new FeedbackReader().read(text.replace("\n", "\r\n").getBytes(Charset.forName("EUC-KR")));

    assertThat(verdict.kind()).isEqualTo(MailKind.BOUNCE);
    assertThat(verdict.recipients())
        .extracting(RecipientVerdict::address, RecipientVerdict::status)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("bob@naver.example", "5.1.1"));
  }

  private static String japanese(String from, String subject, String text) {
    return Mails.notice(from, subject, text)
        .replace("Date:", "Content-Type: text/plain; charset=ISO-2022-JP\nDate:");
  }

  private static MailVerdict read(String mail) {
    return new FeedbackReader()
        .read(mail.replace("\n", "\r\n").getBytes(Charset.forName("ISO-2022-JP")));
  }
}
