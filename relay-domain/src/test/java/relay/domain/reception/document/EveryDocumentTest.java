package relay.domain.reception.document;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/**
 * Documents by chance, composed, and read back by another library: nothing lost, nothing hidden.
 */
class EveryDocumentTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String SECRET = "secret.copy@hidden.example";
  private static final String[] WORDS = {
    "Hello",
    "a",
    " ",
    "  ",
    "gr\u00fc\u00dfe",
    "\u6f22\u5b57",
    "\ud83d\ude00",
    "=?utf-8?q?x?=",
    "=",
    "?",
    "\"quoted\"",
    "\\",
    ",",
    ";",
    "<b@x.example>",
    "x".repeat(70),
    "(comment)",
    "_",
    "100 %",
    ":",
    "@"
  };

  private final DocumentReader reader = new DocumentReader(Duration.ofDays(7));

  @Test
  void shouldShowSubjectAndNamesAsTheSenderWroteThem() {
    Chance.rounds(
        300,
        random -> {
          // Angus takes a backslash before a fold for an escape, which RFC 5322 does not know.
          String subject = words(random).replace("\\", "").strip();
          String name = words(random).replace("\\", "").strip().replaceAll(" +", " ");
          MimeMessage mail =
              composed(
                  least()
                      .add("subject", subject)
                      .add("from", mailbox(name, "alice@sender.example")),
                  random);

          assertThat(shown(mail.getSubject())).isEqualTo(subject);
          var from = (InternetAddress) mail.getFrom()[0];
          assertThat(from.getAddress()).isEqualTo("alice@sender.example");
          assertThat(from.getPersonal() == null ? "" : shown(from.getPersonal())).isEqualTo(name);
        });
  }

  @Test
  void shouldCarryTextsAndFilesOctetByOctet() {
    Chance.rounds(
        150,
        random -> {
          String text = lines(random);
          String html = lines(random);
          byte[] octets = new byte[random.nextInt(500)];
          random.nextBytes(octets);
          String fileName = "f" + words(random).strip();
          MimeMessage mail =
              composed(
                  least()
                      .add("text", text)
                      .add("html", html)
                      .add("attachments", file(fileName, octets)),
                  random);

          List<Part> parts = leaves(mail);
          assertThat(parts).hasSize(3);
          assertThat(unix(parts.get(0).getContent())).isEqualTo(unix(text));
          assertThat(unix(parts.get(1).getContent())).isEqualTo(unix(html));
          assertThat(parts.get(2).getInputStream().readAllBytes()).isEqualTo(octets);
          assertThat(parts.get(2).getFileName()).isEqualTo(fileName);
        });
  }

  @Test
  void shouldFitThroughEveryServer() {
    Chance.rounds(
        300,
        random -> {
          String raw = raw(anything(random), random);

          assertThat(raw.replace("\r\n", "")).doesNotContain("\r", "\n");
          assertThat(raw.split("\r\n")).allSatisfy(l -> assertThat(l.length()).isLessThan(999));
          assertThat(raw.chars()).allMatch(c -> c < 128);
          assertThat(raw).endsWith("\r\n");
        });
  }

  @Test
  void shouldTellNobodyOfTheBlindCopies() {
    Chance.rounds(
        300,
        random -> {
          MailDocument document = document(anything(random).add("bcc", SECRET));

          String raw =
              new String(document.compose(random).bytes().orElseThrow(), StandardCharsets.UTF_8);

          assertThat(raw).doesNotContain(SECRET).doesNotContainIgnoringCase("\r\nbcc:");
          assertThat(document.envelope().recipients())
              .extracting(r -> r.address().toString())
              .contains(SECRET);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nBcc: victim@x.example",
        "x\nBcc: victim@x.example",
        "x\rBcc: victim@x.example",
        "x\r\n\r\nbody",
        "x\u0085Bcc: y",
        "x\u0000",
        "\r\nx"
      })
  void shouldLetNoTextBecomeAHeaderOfItsOwn(String evil) {
    var extra = Json.createObjectBuilder().add("X-Campaign", evil);
    for (JsonObjectBuilder attempt :
        List.of(
            least().add("subject", evil),
            least().add("headers", extra),
            least().add("from", mailbox(evil, "a@x.example")),
            least().add("to", "Bob " + evil + " <b@x.example>"),
            least().add("replyTo", mailbox("x", "a@x.example" + evil)),
            least().add("attachments", file(evil, new byte[1])),
            least().add("envid", evil),
            least().add("headers", Json.createObjectBuilder().add(evil, "x")))) {
      String json = attempt.build().toString();

      assertThat(reader.read(json, NOON)).as(json).isInstanceOf(DocumentReading.Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From",
        "fRoM",
        "Sender",
        "To",
        "Cc",
        "Bcc",
        "Subject",
        "Date",
        "Return-Path",
        "Received",
        "Reply-To",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "DKIM-Signature",
        "ARC-Seal",
        "Resent-To",
        "X-Relay-Lane",
        "Authentication-Results",
        "Delivered-To"
      })
  void shouldNotLetASenderForgeWhatWeWrite(String name) {
    String json =
        least().add("headers", Json.createObjectBuilder().add(name, "x")).build().toString();

    var refused = (DocumentReading.Refused) reader.read(json, NOON);

    assertThat(refused.problems()).hasSize(1);
    assertThat(refused.problems().get(0).path()).isEqualTo("headers." + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "In-Reply-To",
        "References",
        "Message-ID",
        "X-Campaign",
        "Importance",
        "Auto-Submitted",
        "Precedence",
        "Feedback-ID",
        "X_Odd"
      })
  void shouldTakeTheHeadersThatSendersNeed(String name) throws Exception {
    var json = least().add("headers", Json.createObjectBuilder().add(name, "<value@x.example>"));

    assertThat(composed(json, new Random(1)).getHeader(name)).containsExactly("<value@x.example>");
  }

  private JsonObjectBuilder anything(Random random) {
    JsonObjectBuilder json =
        least()
            .add("subject", words(random))
            .add("from", mailbox(words(random).strip(), "alice@sender.example"))
            .add("cc", mailbox(words(random).strip(), "carol@x.example"));
    if (random.nextBoolean()) {
      json.add("html", lines(random));
    }
    if (random.nextBoolean()) {
      json.add("attachments", file("f" + words(random), new byte[random.nextInt(300)]));
    }
    if (random.nextBoolean()) {
      json.add("headers", Json.createObjectBuilder().add("X-Campaign", words(random)));
    }
    return json;
  }

  private static JsonObjectBuilder least() {
    return Json.createObjectBuilder()
        .add("from", "a@x.example")
        .add("to", "b@x.example")
        .add("text", "hi");
  }

  private static JsonObjectBuilder mailbox(String name, String address) {
    return Json.createObjectBuilder().add("name", name).add("address", address);
  }

  private static JsonArrayBuilder file(String name, byte[] octets) {
    return Json.createArrayBuilder()
        .add(
            Json.createObjectBuilder()
                .add("name", name)
                .add("content", Base64.getEncoder().encodeToString(octets)));
  }

  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(oneOf(random, WORDS));
    }
    String all = text.toString();
    return all.length() > 120 ? all.substring(0, all.offsetByCodePoints(0, 60)) : all;
  }

  private static String lines(Random random) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(oneOf(random, "\n", "\r\n", "\n.\n", "From x\n", "--\n", "line ".repeat(40)));
      text.append(words(random));
    }
    return text.toString();
  }

  private MailDocument document(JsonObjectBuilder json) {
    DocumentReading reading = reader.read(json.build().toString(), NOON);
    assertThat(reading).isInstanceOf(DocumentReading.Read.class);
    return ((DocumentReading.Read) reading).document();
  }

  private String raw(JsonObjectBuilder json, Random random) {
    byte[] octets = document(json).compose(random).bytes().orElseThrow();
    return new String(octets, StandardCharsets.UTF_8);
  }

  private MimeMessage composed(JsonObjectBuilder json, Random random) throws Exception {
    byte[] octets = document(json).compose(random).bytes().orElseThrow();
    var mail =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
    assertThat(mail.getRecipients(RecipientType.BCC)).isNull();
    return mail;
  }

  private static List<Part> leaves(Part part) throws Exception {
    List<Part> leaves = new ArrayList<>();
    if (part.getContent() instanceof MimeMultipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        leaves.addAll(leaves(parts.getBodyPart(i)));
      }
    } else {
      leaves.add(part);
    }
    return leaves;
  }

  private static String shown(String text) {
    return text == null ? "" : text;
  }

  private static String unix(Object text) {
    return text.toString().replace("\r\n", "\n").replace('\r', '\n').replaceAll("\n$", "");
  }
}
