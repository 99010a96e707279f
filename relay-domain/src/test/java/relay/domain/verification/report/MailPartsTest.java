package relay.domain.verification.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailPartsTest {

  @Test
  void shouldFindPartsWithinParts() {
    List<String> parts =
        parts(
            """
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: multipart/alternative; boundary="a-b"

            --a-b

            one
            --a-b
            Content-Type: text/html

            <p>two</p>
            --a-b--
            --a
            Content-Type: application/gzip

            three
            --a--
            epilogue
            """);

    assertThat(parts).containsExactly("one\n", "three\n");
  }

  @ParameterizedTest
  @CsvSource({
    "base64, aGVsbG8=, hello",
    "BASE64, aGVs bG8, hello",
    "base64, a-G_V*s.bG8=trailing, hello",
    "base64, aGVsbG8hX, hello!",
    "quoted-printable, h=65llo=, hello",
    "quoted-printable, h=6ello=ZZ, hnllo=ZZ",
    "7bit, hello, hello",
    "x-unknown, hello, hello",
  })
  void shouldDecodeWhatIsEncoded(String encoding, String body, String decoded) {
    List<String> parts =
        parts(
            "Content-Type: application/zip\nContent-Transfer-Encoding: "
                + encoding
                + "\n\n"
                + body
                + "\n");

    assertThat(parts).singleElement().asString().startsWith(decoded.substring(0, 3));
    assertThat(parts.get(0).strip()).isIn(decoded, decoded + "=");
  }

  @ParameterizedTest
  @CsvSource({
    "boundary=x",
    "boundary=\"x\"",
    "charset=y; boundary=x; z=1",
    "BOUNDARY=x ; z=1",
  })
  void shouldFindTheBoundaryHoweverItIsWritten(String parameter) {
    assertThat(parts("Content-Type: multipart/mixed; " + parameter + "\n\n--x\n\nbody\n--x--\n"))
        .containsExactly("body\n");
  }

  @Test
  void shouldNotTakeLongerLinesForTheBoundary() {
    assertThat(parts("Content-Type: multipart/mixed; boundary=x\n\n--x\n\na\n--xy\nb\n--x--\n"))
        .containsExactly("a\n--xy\nb\n");
  }

  @Test
  void shouldLookAtSoManyPartsOnly() {
    String part = "--x\n\nbody\n";

    assertThat(parts("Content-Type: multipart/mixed; boundary=x\n\n" + part.repeat(500)))
        .hasSize(99);
  }

  @Test
  void shouldFindNothingInPicturesAndOtherMails() {
    assertThat(parts("Content-Type: image/png\n\nx")).isEmpty();
    assertThat(parts("Content-Type: message/rfc822\n\nContent-Type: text/xml\n\nx")).isEmpty();
    assertThat(parts("Content-Type: multipart/mixed\n\nx")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "' a  b ', a b",
    "'a\u0000\u0007b', a b",
    "'\u202eabc', abc",
    "'\u00e4\u00f6', '\u00e4\u00f6'",
    "'', ''",
  })
  void shouldMakeTextsHarmless(String raw, String text) {
    assertThat(Plain.text(raw)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "' 17 ', 17",
    "1000000000000, 1000000000000",
    "1000000000001, -1",
    "-1, -1",
    "1.5, -1",
    "1e3, -1",
    "'', -1",
    "99999999999999999999, -1",
    "\u0661, -1"
  })
  void shouldReadCountsWithinBounds(String raw, long count) {
    assertThat(Plain.count(raw)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "' Pass ', pass",
    "policy_test_mode, policy_test_mode",
    "'a b', ''",
    "<b>, ''",
    "0:1:d, 0:1:d"
  })
  void shouldReadWordsOfTheFormat(String raw, String word) {
    assertThat(Plain.word(raw)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "<feedback, XML",
    "'  <a', XML",
    "{, JSON",
    "' {', JSON",
    "[, OTHER",
    "hello, OTHER",
    "'', OTHER",
    "From: x, OTHER"
  })
  void shouldKnowTheFormByTheFirstOctets(String text, Form form) {
    assertThat(Form.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(form);
  }

  private static List<String> parts(String mail) {
    return new MailParts(mail.getBytes(StandardCharsets.UTF_8))
        .candidates().stream().map(octets -> new String(octets, StandardCharsets.UTF_8)).toList();
  }
}
