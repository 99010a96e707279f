package relay.domain.reception.document;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we compose, read by Angus Mail. */
class MailDocumentTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final DocumentReader reader = new DocumentReader(Duration.ofDays(7));

  @Test
  void shouldWriteAPlainMailAsAPlainMail() {
    assertThat(text(document(mail().add("subject", "Hello").add("text", "Hi\nBob")), 1))
        .isEqualTo(
            "From: Alice <alice@sender.example>\r\n"
                + "To: bob@x.example\r\n"
                + "Subject: Hello\r\n"
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: 7bit\r\n"
                + "\r\n"
                + "Hi\r\nBob\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "with line\r\nends\rof\nall kinds\n\n",
        "Gr\u00fc\u00dfe aus K\u00f6ln = 100 % \u20ac",
        "trailing blanks   \nand tabs\t\n",
        "\u65e5\u672c\u8a9e\u306e\u672c\u6587\u3067\u3059\u3002",
        ".\n..\n.dot\n",
        "From the start\n--=_boundary\n",
        "control \u0001\u0000 octets"
      })
  void shouldCarryAnyText(String text) throws Exception {
    MimeMessage mail = angus(document(mail().add("text", text)));

    assertThat(unix(mail.getContent())).isEqualTo(unixOf(text));
  }

  @Test
  void shouldCarryLinesOfAnyLength() throws Exception {
    String text = "x".repeat(5000) + "\n" + "\u00e4".repeat(999);

    MailDocument document = document(mail().add("text", text));

    assertThat(unix(angus(document).getContent())).isEqualTo(text);
    assertThat(longestLine(document)).isLessThanOrEqualTo(76);
  }

  @Test
  void shouldOfferTextAndHtmlAsAlternatives() throws Exception {
    MimeMultipart parts =
        multipart(angus(document(mail().add("text", "Hi").add("html", "<p>Hi"))), "alternative");

    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat(unix(parts.getBodyPart(1).getContent())).isEqualTo("<p>Hi");
  }

  @Test
  void shouldRelatePicturesToTheHtmlAndAddFilesBeside() throws Exception {
    byte[] octets = new byte[3000];
    new Random(7).nextBytes(octets);

    MimeMessage mail =
        angus(
            document(
                mail()
                    .add("text", "Hi")
                    .add("html", "<img src='cid:logo'>")
                    .add(
                        "attachments",
                        Json.createArrayBuilder()
                            .add(file("logo.png", "image/png", octets).add("contentId", "logo"))
                            .add(file("terms.pdf", "application/pdf", octets)))));

    MimeMultipart mixed = multipart(mail, "mixed");
    MimeMultipart alternative = multipart(mixed.getBodyPart(0), "alternative");
    MimeMultipart related = multipart(alternative.getBodyPart(1), "related");
    BodyPart logo = related.getBodyPart(1);
    BodyPart terms = mixed.getBodyPart(1);
    assertThat(logo.getHeader("Content-ID")).containsExactly("<logo>");
    assertThat(logo.getDisposition()).isEqualTo(Part.INLINE);
    assertThat(logo.getInputStream().readAllBytes()).isEqualTo(octets);
    assertThat(terms.getFileName()).isEqualTo("terms.pdf");
    assertThat(terms.getDisposition()).isEqualTo(Part.ATTACHMENT);
    assertThat(terms.getContentType()).isEqualTo("application/pdf");
    assertThat(terms.getInputStream().readAllBytes()).isEqualTo(octets);
  }

  @Test
  void shouldSendAFileWithoutWords() throws Exception {
    MailDocument document =
        document(
            mail()
                .add("attachments", Json.createArrayBuilder().add(file("a", "a/b", new byte[0]))));

    MimeMultipart mixed = multipart(angus(document), "mixed");
    assertThat(mixed.getCount()).isEqualTo(1);
    assertThat(mixed.getBodyPart(0).getInputStream().readAllBytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.pdf",
        "with blank and \"quotes\" \\.pdf",
        "Rechnung M\u00e4rz.pdf",
        "\u8acb\u6c42\u66f8\u3067\u3059\u3068\u3066\u3082\u9577\u3044\u540d\u524d\u306e\u30d5\u30a1\u30a4\u30eb\u540d.pdf",
        "a-very-long-name-of-a-file-that-does-not-fit-on-one-line-of-a-mail-whatever-you-do.pdf"
      })
  void shouldCarryAnyFileName(String name) throws Exception {
    MailDocument document =
        document(
            mail()
                .add("text", "x")
                .add(
                    "attachments",
                    Json.createArrayBuilder().add(file(name, "application/pdf", new byte[10]))));

    assertThat(multipart(angus(document), "mixed").getBodyPart(1).getFileName()).isEqualTo(name);
    assertThat(longestLine(document)).isLessThanOrEqualTo(78);
  }

  @Test
  void shouldShowEverybodyButTheBlindCopies() throws Exception {
    MailDocument document =
        document(
            mail()
                .add("cc", "\"Carol, C.\" <carol@x.example>")
                .add("bcc", "secret@x.example")
                .add("replyTo", "answers@sender.example")
                .add("text", "x"));

    MimeMessage mail = angus(document);
    assertThat(((InternetAddress) mail.getRecipients(RecipientType.CC)[0]).getPersonal())
        .isEqualTo("Carol, C.");
    assertThat(mail.getReplyTo()[0].toString()).isEqualTo("answers@sender.example");
    assertThat(text(document, 1)).doesNotContain("secret");
    assertThat(document.envelope().recipients()).hasSize(3);
  }

  @Test
  void shouldCarryAThousandRecipientsOnShortLines() throws Exception {
    JsonArrayBuilder to = Json.createArrayBuilder();
    for (int i = 0; i < 1000; i++) {
      to.add("J\u00fcrgen " + i + " <user" + i + "@x.example>");
    }

    MailDocument document = document(mail().add("to", to).add("text", "x"));

    assertThat(angus(document).getRecipients(RecipientType.TO)).hasSize(1000);
    assertThat(longestLine(document)).isLessThanOrEqualTo(78);
  }

  @Test
  void shouldAddTheHeadersOfTheSender() throws Exception {
    MimeMessage mail =
        angus(
            document(
                mail()
                    .add("text", "x")
                    .add(
                        "headers",
                        Json.createObjectBuilder()
                            .add("X-Note", "Gr\u00fc\u00dfe")
                            .add("References", "<a@x> ".repeat(40).strip()))));

    assertThat(mail.getHeader("References", null).replaceAll("\\s+", " "))
        .isEqualTo("<a@x> ".repeat(40).strip());
    assertThat(jakarta.mail.internet.MimeUtility.decodeText(mail.getHeader("X-Note", null)))
        .isEqualTo("Gr\u00fc\u00dfe");
  }

  @Test
  void shouldStayAsciiUnlessAnAddressCannot() {
    String ascii = text(document(mail().add("subject", "\u00e4").add("text", "\u00e4")), 1);
    String utf8 = text(document(mail().add("cc", "j\u00fcrgen@x.example").add("text", "x")), 1);

    assertThat(ascii).isASCII();
    assertThat(utf8).contains("Cc: j\u00fcrgen@x.example\r\n");
  }

  @Test
  void shouldGiveTheSameOctetsForTheSameRandom() {
    MailDocument document = document(mail().add("text", "x").add("html", "y"));

    assertThat(text(document, 1)).isEqualTo(text(document, 1)).isNotEqualTo(text(document, 2));
  }

  private static JsonObjectBuilder mail() {
    return Json.createObjectBuilder()
        .add("from", "Alice <alice@sender.example>")
        .add("to", "bob@x.example");
  }

  private static JsonObjectBuilder file(String name, String type, byte[] octets) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("type", type)
        .add("content", Base64.getEncoder().encodeToString(octets));
  }

  private MailDocument document(JsonObjectBuilder json) {
    DocumentReading reading = reader.read(json.build().toString(), NOON);
    assertThat(reading).isInstanceOf(DocumentReading.Read.class);
    return ((DocumentReading.Read) reading).document();
  }

  private static String text(MailDocument document, long seed) {
    byte[] octets = document.compose(new Random(seed)).bytes().orElseThrow();
    return new String(octets, StandardCharsets.UTF_8);
  }

  private static MimeMessage angus(MailDocument document) throws Exception {
    byte[] octets = document.compose(new Random(1)).bytes().orElseThrow();
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
  }

  private static MimeMultipart multipart(Part part, String subtype) throws Exception {
    assertThat(part.getContentType()).startsWith("multipart/" + subtype);
    return (MimeMultipart) part.getContent();
  }

  private static int longestLine(MailDocument document) {
    return text(document, 1).lines().mapToInt(String::length).max().orElse(0);
  }

  private static String unix(Object text) {
    return text.toString().replace("\r\n", "\n").replaceAll("\n$", "");
  }

  private static String unixOf(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("\n$", "");
  }
}
