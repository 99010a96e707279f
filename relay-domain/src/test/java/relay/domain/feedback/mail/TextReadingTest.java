package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.feedback.reply.Moment;

/** Fields, parts, encodings, pages, addresses and quoted replies, as they are met in the wild. */
class TextReadingTest {

  @Test
  void shouldReadFieldsThatAreFoldedOrForgotTheBlank() {
    String text =
        "Subject: one\r\n"
            + " two\r\n"
            + "Content-Type: multipart/mixed;\r\n"
            + "boundary=b\r\n"
            + "X-Old : x\r\n\r\n"
            + "Body: no";

    Fields fields = Fields.read(text, 0, text.length());

    assertThat(fields.first("subject")).isEqualTo("one two");
    assertThat(Fields.parameter(fields.first("Content-Type"), "boundary")).contains("b");
    assertThat(fields.first("X-Old")).isEqualTo("x");
    assertThat(fields.has("Body")).isFalse();
    assertThat(text.substring(fields.end())).isEqualTo("Body: no");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "multipart/mixed; boundary=\"a b\"; x=y  | a b",
        "multipart/mixed; boundary=ab; x=y       | ab",
        "multipart/mixed; BOUNDARY=\"ab          | ab",
        "multipart/mixed;boundary=ab             | ab",
        "multipart/mixed; xboundary=no           | ~~",
        "multipart/mixed                         | ~~"
      })
  void shouldReadAParameterInAnyForm(String value, String expected) {
    assertThat(Fields.parameter(value.strip(), "boundary").orElse("")).isEqualTo(expected);
  }

  @Test
  void shouldEndAHeaderAtALineOfBlanksWhenNoFieldFollows() {
    String sloppy = "Subject: one\n \nThis is the text\n";
    String folded = "Subject: one\n \nTo: bob@example.org\n\ntext\n";

    Fields ended = Fields.read(sloppy, 0, sloppy.length());
    Fields whole = Fields.read(folded, 0, folded.length());

    assertThat(sloppy.substring(ended.end())).isEqualTo("This is the text\n");
    assertThat(whole.first("To")).isEqualTo("bob@example.org");
  }

  @Test
  void shouldTakePartsApartThatWereNeverClosed() {
    String mail =
        "From x\nContent-Type: multipart/mixed; boundary=a\n\npreamble\n--a\nContent-Type: "
            + "multipart/alternative; boundary=b\n\n--b\n\nfirst\n--b\nContent-Type: TEXT/HTML\n\n"
            + "<p>second\n--a\nContent-Type: message/rfc822\n\nSubject: third\n\n--b\nx\n";

    List<MimePart> parts = new MimeReader(mail, ReadingLimits.DEFAULT).parts();

    assertThat(parts)
        .extracting(MimePart::type)
        .containsExactly("text/plain", "text/html", "message/rfc822");
    assertThat(parts.get(0).body()).contains("first");
    assertThat(parts.get(2).isReturnedMail()).isTrue();
    assertThat(parts.get(2).body()).contains("Subject: third");
  }

  @Test
  void shouldFindABoundaryThatWasNotAnnounced() {
    String mail =
        "Content-Type: multipart/mixed\n\n--xyz-0123\nContent-Type: text/plain\n\nfirst\n"
            + "--xyz-0123\nContent-Type: text/html\n\nsecond\n--xyz-0123--\n";

    assertThat(new MimeReader(mail, ReadingLimits.DEFAULT).parts()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quoted-printable | a=C3=A9=3Db          | a\u00e9=b",
        "quoted-printable | a=ZZ=4               | a=ZZ=4",
        "base64           | Ym9 iQGV4*YW1wbGU=   | bob@example",
        "base64           | %%%                  | ''",
        "7bit             | plain                | plain",
        "x-unknown        | plain                | plain"
      })
  void shouldUndoTransferEncodingsAsFarAsTheyGo(String encoding, String raw, String expected) {
    assertThat(new String(PartText.decoded(raw, encoding), StandardCharsets.UTF_8))
        .isEqualTo(expected);
  }

  @Test
  void shouldReadAPageAsItsWordsAndSkipWhatIsNotShown() {
    String page =
        "<html><head><title>no</title></head><style>p{}</style><p>one &amp;"
            + " <b>two</b><br>&#51;&#x34;"
            + "<td>&lt;bob@example.org&gt;</td>&unknown;&nbsp;x<script>no()</script>";

    String text = HtmlText.of(page);

    assertThat(text.lines().map(String::strip).filter(l -> !l.isEmpty()))
        .containsExactly("one & two", "34", "<bob@example.org>", "x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<bob@example.org>: no              | bob@example.org",
        "to bob.o-hara+x@mail.example.org.  | bob.o-hara+x@mail.example.org",
        "\"bob smith\"@example.org         | \"bob smith\"@example.org",
        "bob@[192.0.2.1] refused            | bob@[192.0.2.1]",
        "'bob@example.org'                  | bob@example.org",
        "宛先bob@example.orgへ              | bob@example.org",
        "a @ b @@ @c d@                     | ~~",
        "none                               | ~~"
      })
  void shouldFindAnAddressInAnyText(String text, String address) {
    assertThat(Addresses.first(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host mx[192.0.2.5] said: 550 5.1.1 no such user   | 550 | 5.1.1 | 550 5.1.1 no such user",
        "mail 421 of 500 at port 587: 552 5.2.2 full        | 552 | 5.2.2 | 552 5.2.2 full",
        ">>> RCPT <<< 550-5.7.1 blocked                     | 550 | 5.7.1 | 550-5.7.1 blocked",
        "Sorry, no mailbox here. (#5.1.1)                   | 0   | 5.1.1 | Sorry, no mailbox here."
            + " (#5.1.1)",
        "version 5.5.2657.72 of 192.0.2.4 at 10.5.1.1        | 0   |       | version 5.5.2657.72 of"
            + " 192.0.2.4 at 10.5.1.1",
        "error 550 (in reply to RCPT TO command)            | 550 |       | 550"
      })
  void shouldFindTheReplyThatANoticeQuotes(String text, int code, String status, String words) {
    QuotedReply found = QuotedReply.in(text);

    assertThat(found.code()).isEqualTo(code);
    assertThat(found.status().map(Object::toString).orElse(null)).isEqualTo(status);
    assertThat(found.text()).isEqualTo(words);
  }

  @Test
  void shouldEndAReplyAtTheEndOfItsParagraph() {
    assertThat(QuotedReply.in("550 no such user\nhere\n\nMessage details: spam").text())
        .isEqualTo("550 no such user here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(in reply to RCPT TO command)                      | RECIPIENT",
        "SMTP error from remote mail server after end of data | CONTENT",
        "(in reply to MAIL FROM command)                    | SENDER",
        "refused to talk to me                              | CONNECTION",
        ">>> DATA                                           | CONTENT",
        "no such user                                       | UNKNOWN"
      })
  void shouldTellWhatTheServerHadBeenTold(String text, Moment moment) {
    assertThat(QuotedReply.momentIn(text)).isEqualTo(moment);
  }

  @Test
  void shouldEndANoticeWhereTheReturnedMailBegins() {
    Notice notice =
        Notice.of("It failed.\n\nSubject: quoted\nTo: bob@example.org\n\n" + Mails.ORIGINAL);

    assertThat(notice.text()).contains("It failed.").contains("Subject: quoted");
    assertThat(notice.text()).doesNotContain("Message-ID");
    assertThat(notice.returned().first("Message-ID")).isEqualTo("<mail-1@sender.example>");
  }

  @Test
  void shouldWriteAVerdictAsOneLineOfAscii() {
    var verdict =
        new MailVerdict(
            MailKind.AUTO_REPLY,
            List.of(
                new RecipientVerdict(
                    "b\u00f6b@example.org", "", "", "", false, "a\u007f\u2028\"b")),
            "",
            "",
            "");

    assertThat(VerdictJson.line(verdict))
        .isEqualTo(
            "{\"kind\":\"auto-reply\",\"recipients\":[{\"address\":\"b\\u00f6b@example.org\","
                + "\"status\":\"\",\"reply\":\"\",\"class\":\"\",\"hard\":false,\"diagnostic\":"
                + "\"a\\u007f\\u2028\\\"b\"}],\"feedbackType\":\"\",\"token\":\"\",\"messageId\":\"\"}");
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1,1", "1,0,1,1,1", "1,1,0,1,1", "1,1,1,0,1", "1,1,1,1,0"})
  void shouldRefuseToReadNothing(int octets, int parts, int depth, int chars, int recipients) {
    assertThatThrownBy(() -> new ReadingLimits(octets, parts, depth, chars, recipients))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }
}
