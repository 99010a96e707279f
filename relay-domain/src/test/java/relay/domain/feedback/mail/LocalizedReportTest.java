package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports in the languages of their senders, in the charsets that they were written in. */
class LocalizedReportTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ISO-8859-1  | Unzustellbar: Grüße          | Ihre Nachricht konnte nicht zugestellt werden.",
        "UTF-8       | Nachricht unzustellbar       | Die Zustellung ist fehlgeschlagen.",
        "ISO-8859-15 | Échec de remise : Bonjour    | Votre message n'a pas pu être remis.",
        "UTF-8       | Message non distribué        | Impossible de remettre votre message.",
        "ISO-8859-1  | No se puede entregar: Hola   | No se ha podido entregar su mensaje.",
        "UTF-8       | Mensaje devuelto             | El mensaje no pudo ser entregado.",
        "ISO-8859-1  | Mancata consegna: Ciao       | Non è stato possibile recapitare il messaggio.",
        "UTF-8       | Messaggio non recapitabile   | Impossibile recapitare il messaggio.",
        "UTF-8       | Falha na entrega: Olá        | Não foi possível entregar a sua mensagem.",
        "ISO-8859-1  | Mensagem não entregue        | A mensagem não pôde ser entregue.",
        "UTF-8       | Onbestelbaar: Hallo          | Uw bericht kon niet worden bezorgd.",
        "ISO-8859-2  | Niedostarczona: Cześć        | Nie można dostarczyć wiadomości.",
        "UTF-8       | Zwrot wiadomości             | Wiadomość nie została dostarczona.",
        "KOI8-R      | Сообщение не доставлено      | Не удалось доставить ваше письмо.",
        "windows-1251 | Недоставленное сообщение    | Письмо не может быть доставлено.",
        "ISO-2022-JP | 配信不能                     | メッセージを配信できませんでした。",
        "Shift_JIS   | 送信エラーのお知らせ         | 下記の宛先に送信できませんでした。",
        "EUC-JP      | 配信エラー                   | 宛先に届けることができません。",
        "GB18030     | 系统退信                     | 您的邮件无法投递。",
        "Big5        | 退信通知                     | 無法投遞您的郵件。",
        "EUC-KR      | 반송된 메일                  | 메일을 전송할 수 없습니다.",
        "UTF-8       | 메일 전송 실패               | 메일이 반송되었습니다.",
        "UTF-8       | Leveransen misslyckades      | Meddelandet kunde inte levereras.",
        "UTF-8       | Kan ikke leveres: Hej        | Din meddelelse kunne ikke leveres.",
        "UTF-8       | Doručení se nezdařilo        | Zprávu se nepodařilo doručit.",
        "UTF-8       | İletilemedi: Merhaba         | İletiniz teslim edilemedi.",
        "UTF-8       | Toimitus epäonnistui         | Viestiä ei voitu toimittaa.",
      })
  void shouldReadWhoDidNotGetIt(String charset, String subject, String text)
      throws UnsupportedEncodingException {
    byte[] mail = mail(charset, subject, text + "\n\n<bob@example.org>: 550 5.1.1\n");

    assertThat(Mails.told(mail))
        .isEqualTo("bounce\nbob@example.org 5.1.1 550 RECIPIENT_UNKNOWN hard");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UTF-8  | Zustellung verzögert       | Die Nachricht wird verzögert, es wird weiter versucht.",
        "UTF-8  | Remise retardée            | La remise de votre message est retardée.",
        "UTF-8  | Entrega retrasada          | La entrega se ha retrasado; seguiremos intentándolo.",
        "UTF-8  | Consegna ritardata         | La consegna del messaggio è in ritardo.",
        "UTF-8  | Entrega atrasada           | A entrega da mensagem está atrasada.",
        "UTF-8  | Bezorging vertraagd        | De bezorging van uw bericht is vertraagd.",
        "UTF-8  | Opóźnienie w doręczeniu    | Dostarczenie wiadomości jest opóźnione.",
        "KOI8-R | Доставка задерживается     | Доставка письма задерживается, попытки продолжатся.",
        "ISO-2022-JP | 配信遅延のお知らせ     | 配信が遅延しています。再送を続けます。",
        "UTF-8  | 邮件投递延迟                | 您的邮件投递延迟，系统将继续尝试。",
      })
  void shouldKnowDelays(String charset, String subject, String text)
      throws UnsupportedEncodingException {
    byte[] mail = mail(charset, subject, text + "\n\n<bob@example.org>: 451 4.4.1\n");

    assertThat(Mails.told(mail)).startsWith("delay");
  }

  @Test
  void shouldReadAReportWhoseCharsetIsWrong() throws UnsupportedEncodingException {
    String text = "Ihre Nachricht an bob@example.org ist unzustellbar: Empfänger unbekannt";
    byte[] mail =
        Mails.notice("Unzustellbar", text)
            .replace("Subject:", "Content-Type: text/plain; charset=us-ascii\nSubject:")
            .getBytes("ISO-8859-1");

    RecipientVerdict verdict = new FeedbackReader().read(mail).recipients().get(0);

    assertThat(verdict.address()).isEqualTo("bob@example.org");
    assertThat(verdict.result()).isEqualTo("RECIPIENT_UNKNOWN");
    assertThat(verdict.diagnostic()).contains("Empfänger unbekannt");
  }

  /** A notice whose subject and text are in a charset, the text in Base64. */
  private static byte[] mail(String charset, String subject, String text)
      throws UnsupportedEncodingException {
    Charset written = Charset.forName(charset);
    Base64.Encoder base64 = Base64.getEncoder();
    String mail =
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.net
        To: alice@sender.example
        Subject: =?%1$s?B?%2$s?=
        MIME-Version: 1.0
        Content-Type: text/plain; charset="%1$s"
        Content-Transfer-Encoding: base64

        %3$s
        """
            .formatted(
                charset,
                base64.encodeToString(subject.getBytes(written)),
                Base64.getMimeEncoder().encodeToString(text.getBytes(written)));
    return mail.getBytes("US-ASCII");
  }
}
