package relay.domain.reception.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;

class DocumentReaderTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String WHOLE =
      """
{"from": "Alice <alice@sender.example>",
 "to": ["bob@x.example", {"name": "Carol, C.", "address": "carol@x.example"}],
 "cc": "Bob again <bob@x.example>",
 "bcc": ["dave@x.example"],
 "replyTo": "answers@sender.example",
 "returnPath": "bounces@sender.example",
 "subject": "Gr\u00fc\u00dfe",
 "text": "Hello", "html": "<p>Hello<img src='cid:logo'>",
 "attachments": [
   {"name": "a.pdf", "type": "application/pdf", "content": "AAEC"},
   {"name": "logo.png", "type": "image/png", "content": "AwQ=", "contentId": "logo"}],
 "headers": {"X-Campaign": "spring", "List-Unsubscribe": "<https://x.example/u>"},
 "lane": "bulk", "stream": "receipts", "campaign": "spring-sale", "notify": ["success", "failure"], "ret": "hdrs", "envid": "a+b=c d",
 "sendAt": "2026-01-01T14:00:00+01:00"}
""";

  private final DocumentReader reader = new DocumentReader(Duration.ofDays(7));

  @Test
  void shouldReadTheGoodItemsOfAnArrayBesideTheBad() {
    byte[] array = ("[" + WHOLE + ", 7, {}]").getBytes(StandardCharsets.UTF_8);

    var reading = (BatchReading.Read) reader.readBatch(array, NOON, 3);

    assertThat(reading.mails().get(0)).isInstanceOf(DocumentReading.Read.class);
    assertThat(reading.mails().get(1)).isInstanceOf(DocumentReading.Refused.class);
    assertThat(reading.mails().get(2)).isInstanceOf(DocumentReading.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{},{},{},{}]", "[]", "{}", "[{}", ""})
  void shouldRefuseWhatIsNoArrayOfUpToThreeMails(String json) {
    var reading = reader.readBatch(json.getBytes(StandardCharsets.UTF_8), NOON, 3);

    assertThat(reading).isInstanceOf(BatchReading.Refused.class);
  }

  @Test
  void shouldReadEveryField() {
    MailDocument mail = read(WHOLE);

    assertThat(mail.from().name()).isEqualTo("Alice");
    assertThat(mail.campaign()).contains("spring-sale");
    assertThat(mail.to().get(1).name()).isEqualTo("Carol, C.");
    assertThat(mail.subject()).isEqualTo("Gr\u00fc\u00dfe");
    assertThat(mail.attachments()).hasSize(2);
    assertThat(mail.attachments().get(0).octets()).containsExactly(0, 1, 2);
    assertThat(mail.attachments().get(1).contentId()).contains("logo");
    assertThat(mail.headers()).containsEntry("X-Campaign", "spring").hasSize(2);
    assertThat(mail.lane()).contains(Lane.BULK);
    assertThat(mail.stream()).contains("receipts");
    assertThat(mail.replyTo()).hasSize(1);
  }

  @Test
  void shouldMakeTheEnvelopeOfAllRecipientsEachOnce() {
    Envelope envelope = read(WHOLE).envelope();

    assertThat(envelope.sender().toString()).isEqualTo("bounces@sender.example");
    assertThat(envelope.recipients())
        .extracting(Recipient::address)
        .extracting(EmailAddress::toString)
        .containsExactly("bob@x.example", "carol@x.example", "dave@x.example");
    assertThat(envelope.recipients().get(2).notifyOn())
        .isEqualTo(Set.of(Notify.SUCCESS, Notify.FAILURE));
    assertThat(envelope.options().ret()).contains(ReturnContent.HDRS);
    assertThat(envelope.options().envelopeId()).contains("a+2Bb+3Dc+20d");
    assertThat(envelope.options().holdUntil()).contains(Instant.parse("2026-01-01T13:00:00Z"));
    assertThat(envelope.options().smtpUtf8()).isFalse();
  }

  @Test
  void shouldBeContentWithTheLeast() {
    MailDocument mail = read(least(""));

    assertThat(mail.envelope().sender().toString()).isEqualTo("a@x.example");
    assertThat(mail.subject()).isEmpty();
    assertThat(mail.lane()).isEmpty();
    assertThat(mail.stream()).isEmpty();
    assertThat(mail.envelope().options().holdUntil()).isEqualTo(Optional.empty());
  }

  @Test
  void shouldTakeANullFieldForAnAbsentOne() {
    assertThat(read(least(",\"html\": null, \"headers\": null")).html()).isEmpty();
    assertThat(problems("{\"from\": null, \"to\": null, \"text\": \"x\"}"))
        .containsExactly("from: must be given", "to: must be given");
  }

  @Test
  void shouldReadATimeByTheClockOfTheRecipients() {
    MailDocument local =
        read(least(",\"sendAt\": \"2026-01-01T13:00:00\", \"timeZone\": \"Europe/Lisbon\""));
    MailDocument both =
        read(least(",\"sendAt\": \"2026-01-01T14:00:00+01:00\", \"timeZone\": \"Asia/Tokyo\""));

    assertThat(local.envelope().options().holdUntil())
        .contains(Instant.parse("2026-01-01T13:00:00Z"));
    assertThat(local.envelope().options().zone()).contains(ZoneId.of("Europe/Lisbon"));
    assertThat(both.envelope().options().holdUntil())
        .contains(Instant.parse("2026-01-01T13:00:00Z"));
    assertThat(problems(least(",\"timeZone\": \"Mars\"")).get(0)).startsWith("timeZone: ");
    assertThat(problems(least(",\"sendAt\": \"2026-01-01T13:00:00\"")).get(0))
        .startsWith("sendAt: ")
        .contains("timeZone");
  }

  @Test
  void shouldTakeANullReturnPathAndATimeGoneBy() {
    MailDocument mail = read(least(",\"returnPath\": \"\", \"sendAt\": \"2025-01-01T00:00:00Z\""));

    assertThat(mail.envelope().sender().isNull()).isTrue();
    assertThat(mail.sendAt()).isEmpty();
  }

  @Test
  void shouldAskForSmtpUtf8WhenAnAddressNeedsIt() {
    assertThat(read(least(",\"cc\": \"j\u00fcrgen@x.example\"")).envelope().options().smtpUtf8())
        .isTrue();
    assertThat(read(least(",\"cc\": \"j@b\u00fccher.example\"")).envelope().options().smtpUtf8())
        .isFalse();
  }

  @Test
  void shouldNameEveryProblemAtOnce() {
    assertThat(
            problems(
                """
                {"to": ["bob", {"adress": "x@y.example"}], "subject": 5, "text": ["x"],
                 "colour": "red", "lane": "fast", "stream": "No Stream"}
                """))
        .containsExactlyInAnyOrder(
            "from: must be given",
            "to[0]: not an address: local part, @ and domain are needed",
            "to[1].address: must be given",
            "to[1].adress: is not a field here; those are name, address",
            "subject: must be a text",
            "text: must be a text",
            "lane: one of otp, transactional, bulk",
            "stream: must be 1 to 40 lower-case letters, digits or hyphens, beginning and ending"
                + " with no hyphen",
            "colour: is not a field here; those are from, returnPath, to, cc, bcc, replyTo,"
                + " subject, text, html, attachments, data, template, headers, lane, stream,"
                + " campaign, notify, ret, envid, timeZone, sendAt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"from\": [\"a@x.example\",\"b@x.example\"]|from",
        "\"from\": []|from",
        "\"to\": []|to",
        "\"to\": 7|to",
        "\"to\": [[\"a@x.example\"]]|to[0]",
        "\"to\": \"a@x.example\\r\\nBcc: b@x.example\"|to",
        "\"to\": {\"name\": \"a\\nb\", \"address\": \"a@x.example\"}|to.name",
        "\"subject\": \"a\\r\\nBcc: b@x.example\"|subject",
        "\"subject\": \"a\\u0000\"|subject",
        "\"returnPath\": \"x\"|returnPath",
        "\"campaign\": \"spring sale\"|campaign",
        "\"campaign\": 7|campaign",
        "\"headers\": {\"X-A\": \"a\\r\\nBcc: b@x.example\"}|headers.X-A",
        "\"headers\": {\"X-A\": \"a\\nb\"}|headers.X-A",
        "\"headers\": {\"X-A\": \"a\\rb\"}|headers.X-A",
        "\"headers\": {\"X-A\": 5}|headers.X-A",
        "\"headers\": {\"X-A:\": \"x\"}|headers.X-A:",
        "\"headers\": {\"X-A\": \"x\", \"x-a\": \"y\"}|headers.x-a",
        "\"headers\": {\"BCC\": \"x\"}|headers.BCC",
        "\"headers\": {\"Content-Type\": \"x\"}|headers.Content-Type",
        "\"headers\": {\"DKIM-Signature\": \"x\"}|headers.DKIM-Signature",
        "\"headers\": {\"X-Relay-Lane\": \"otp\"}|headers.X-Relay-Lane",
        "\"headers\": {\"References\": \"<\u00e4@x>\"}|headers.References",
        "\"headers\": [\"x\"]|headers",
        "\"attachments\": [{\"content\": \"AA==\"}]|attachments[0].name",
        "\"attachments\": [{\"name\": \"a\"}]|attachments[0].content",
        "\"attachments\": [{\"name\": \"a\", \"content\": \"!\"}]|attachments[0].content",
        "\"attachments\": [{\"name\": \"a\\nb\", \"content\": \"\"}]|attachments[0].name",
        "\"attachments\": [{\"name\": \"a\", \"content\": \"\", \"type\":"
            + " \"message/rfc822\"}]|attachments[0].type",
        "\"attachments\": [{\"name\": \"a\", \"content\": \"\", \"type\": \"a/b\\r"
            + "\\n"
            + "X: y\"}]|attachments[0].type",
        "\"attachments\": [{\"name\": \"a\", \"content\": \"\", \"contentId\":"
            + " \"<x>\"}]|attachments[0].contentId",
        "\"attachments\": [{\"name\": \"a\", \"content\": \"\", \"contentId\": \"x\"}]|attachments",
        "\"attachments\": [\"x\"]|attachments[0]",
        "\"notify\": [\"never\", \"failure\"]|notify",
        "\"notify\": [\"always\"]|notify[0]",
        "\"ret\": \"FULL\"|ret",
        "\"envid\": \"\u00e4\"|envid",
        "\"envid\": \"\"|envid",
        "\"sendAt\": \"tomorrow\"|sendAt",
        "\"sendAt\": \"2026-01-01T13:00:00\"|sendAt",
        "\"sendAt\": \"2026-02-01T13:00:00Z\"|sendAt"
      })
  void shouldRefuseNamingTheField(String field, String path) {
    String name = field.substring(1, field.indexOf('"', 1));
    String json =
        "{"
            + (name.equals("from") ? "" : "\"from\": \"a@x.example\",")
            + (name.equals("to") ? "" : "\"to\": \"b@x.example\",")
            + "\"text\": \"x\","
            + field
            + "}";

    assertThat(problemsIn(json)).extracting(FieldProblem::path).containsExactly(path);
  }

  @Test
  void shouldNotLetAFieldNameBreakOut() {
    assertThat(problems(least(",\"headers\": {\"X\\r\\nBcc\": \"y\", \"\": \"z\"}")))
        .containsExactlyInAnyOrder(
            "headers.X??Bcc: a header name is 1 to 76 letters, digits and hyphens",
            "headers.: a header name is 1 to 76 letters, digits and hyphens");
  }

  @Test
  void shouldSayWhatAnAddressMayBe() {
    assertThat(problems("{\"from\": 5, \"to\": \"b@x.example\", \"text\": \"x\"}"))
        .containsExactly(
            "from: must be an address, as a text or as an object with name and address");
  }

  @Test
  void shouldWantSomethingToSay() {
    assertThat(problems("{\"from\": \"a@x.example\", \"to\": \"b@x.example\"}"))
        .containsExactly("text: text, html or an attachment is needed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "\"x\"",
        "{",
        "{\"from\": }",
        "{\"from\": \"a@x.example\", \"from\": \"b@x.example\"}",
        "{} {}",
        "{\"from\": \"\\ud8\"}"
      })
  void shouldRefuseWhatIsNoJsonObject(String json) {
    assertThat(problemsIn(json)).isNotEmpty();
  }

  @Test
  void shouldNotStumbleOverOctetsThatAreNoUtf8() {
    byte[] latin1 = least(",\"subject\": \"\u00e4\"").getBytes(StandardCharsets.ISO_8859_1);

    DocumentReading read = reader.read(latin1, NOON);

    // Parsson puts a replacement character in place of the octet; either way nothing breaks.
    assertThat(read).isNotNull();
    assertThat(reader.read(WHOLE.getBytes(StandardCharsets.UTF_8), NOON))
        .isInstanceOf(DocumentReading.Read.class);
  }

  @Test
  void shouldTellABoundedNumberOfProblems() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 10_000; i++) {
      json.append('"').append("f".repeat(200)).append(i).append("\": 1,");
    }

    List<FieldProblem> problems = problemsIn(json.append("\"z\": 1}").toString());

    assertThat(problems).hasSize(JsonFields.PROBLEMS_MAX);
    assertThat(problems).allMatch(p -> p.path().length() < 150);
  }

  @Test
  void shouldNotStumbleOverDepthOrSize() {
    assertThat(problemsIn("[".repeat(100_000))).isNotEmpty();
    assertThat(problemsIn(least(",\"a\":" + "[".repeat(900) + "]".repeat(900)))).isNotEmpty();
    assertThat(problemsIn(least(",\"a\": 1e999999999"))).isNotEmpty();
  }

  @Test
  void shouldSurviveAnyDamage() {
    long seed = Chance.seed();
    Random random = new Random(seed);

    Assertions.assertTimeout(
        Duration.ofSeconds(30),
        () -> {
          for (int i = 0; i < 3000; i++) {
            byte[] json = WHOLE.getBytes(StandardCharsets.UTF_8);
            for (int j = random.nextInt(6); j >= 0; j--) {
              json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            }
            DocumentReading reading = reader.read(json, NOON);
            if (reading instanceof DocumentReading.Refused refused) {
              assertThat(refused.problems()).as("seed " + seed).isNotEmpty();
            } else if (reading instanceof DocumentReading.Read read) {
              assertThat(read.document().compose(random).size()).isPositive();
            }
          }
        });
  }

  private static String least(String more) {
    return "{\"from\": \"a@x.example\", \"to\": \"b@x.example\", \"text\": \"hi\"" + more + "}";
  }

  private MailDocument read(String json) {
    DocumentReading reading = reader.read(json, NOON);
    assertThat(reading).isInstanceOf(DocumentReading.Read.class);
    return ((DocumentReading.Read) reading).document();
  }

  private List<FieldProblem> problemsIn(String json) {
    DocumentReading reading = reader.read(json, NOON);
    assertThat(reading).isInstanceOf(DocumentReading.Refused.class);
    return ((DocumentReading.Refused) reading).problems();
  }

  private List<String> problems(String json) {
    return problemsIn(json).stream().map(FieldProblem::toString).toList();
  }
}
