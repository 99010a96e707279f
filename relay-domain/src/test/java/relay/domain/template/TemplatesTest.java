package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlState;
import relay.domain.reception.document.DocumentReader;
import relay.domain.reception.document.DocumentReading;
import relay.domain.reception.document.FieldProblem;
import relay.domain.reception.document.MailDocument;
import relay.domain.template.Templates.Filling;
import relay.domain.tenancy.Tenancies;

/** Mails that are made of templates. */
class TemplatesTest {
  private static final Optional<String> TENANT = Optional.of("default");
  private final ControlState state =
      Tenancies.state(
          Versions.of(
              "welcome",
              1,
              Sources.compiled(
                  new TemplateSource(
                      "Welcome {{name}}",
                      "",
                      "<p>{{name}}</p>",
                      "",
                      Map.of(),
                      MissingValue.REFUSE))),
          Versions.of("welcome", 2, Sources.compiled(Sources.text("Second {{name}}"))),
          Versions.of(
              "choose",
              1,
              Sources.compiled(
                  new TemplateSource(
                      "Hi",
                      "",
                      "",
                      "{{preferences_url}}\n{{unsubscribe_url}}\n",
                      Map.of(),
                      MissingValue.REFUSE))),
          Versions.of(
              "endless",
              1,
              Sources.compiled(Sources.text("{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}"))));
  private RecipientLinks links = RecipientLinks.none("");
  private final Templates templates = new Templates(() -> state, () -> Sources.LIMITS);

  @Test
  void shouldGiveAMailTheWordsOfItsTemplate() {
    MailDocument mail = filled("'template':'welcome@1','data':{'name':'Ann & \\u00dcli'}");

    String octets =
        new String(mail.compose(new Random(1)).bytes().orElseThrow(), StandardCharsets.US_ASCII);
    assertThat(mail.subject()).isEqualTo("Welcome Ann & \u00dcli");
    assertThat(mail.html()).contains("<p>Ann &amp; \u00dcli</p>");
    assertThat(mail.text()).contains("Ann & \u00dcli\n");
    assertThat(mail.template()).isEmpty();
    assertThat(octets)
        .contains("Subject: =?UTF-8?", "multipart/alternative", "To: b@example.org")
        .doesNotContain("{{");
  }

  @Test
  void shouldTakeTheNewestVersionUnlessOneIsNamed() {
    assertThat(filled("'template':'welcome','data':{'name':'Ann'}").text()).contains("Second Ann");
  }

  @Test
  void shouldLeaveOtherMailsAlone() {
    MailDocument mail = read("'subject':'x','text':'{{name}}'");

    assertThat(templates.fill(mail, Optional.empty(), links))
        .isInstanceOfSatisfying(
            Filling.Filled.class, filled -> assertThat(filled.mail()).isSameAs(mail));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "template | there is no published template none | 'template':'none'",
        "template | there is no published template welcome@7 | 'template':'welcome@7'",
        "data.name | is needed by template welcome@1 | 'template':'welcome@1'",
        "data | values are at most 6 deep | 'template':'welcome','data':{'a':[[[[[[[1]]]]]]]}",
      })
  void shouldTellWhatIsWrongWithTemplateOrData(String path, String rule, String fields) {
    assertThat(problem(fields, TENANT)).isEqualTo(new FieldProblem(path, rule));
  }

  @Test
  void shouldEndWhatTakesTooLong() {
    String list = "1,".repeat(200) + "1";

    assertThat(problem("'template':'endless','data':{'a':[" + list + "]}", TENANT).rule())
        .contains("endless", "template.steps-max");
  }

  /** Nobody learns what others have by naming it. */
  @Test
  void shouldFindNoTemplateOfAnotherTenantOrForNobody() {
    String fields = "'template':'welcome','data':{'name':'x'}";

    assertThat(problem(fields, Optional.of("acme")).path()).isEqualTo("template");
    assertThat(problem(fields, Optional.empty()).path()).isEqualTo("template");
  }

  @Test
  void shouldWantHtmlThatShowsAPicture() {
    String picture =
        ",'attachments':[{'name':'a.png','type':'image/png','content':'AAAA','contentId':'a'}]";

    assertThat(problem("'template':'welcome','data':{'name':'x'}" + picture, TENANT).path())
        .isEqualTo("attachments");
    assertThat(filled("'template':'welcome@1','data':{'name':'x'}" + picture).attachments())
        .hasSize(1);
  }

  @Test
  void shouldNotSendAMailWhoseTemplateWasForgotten() {
    MailDocument mail = read("'template':'welcome'");

    assertThatThrownBy(() -> mail.compose(new Random(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("welcome");
  }

  @Test
  void shouldShowTheRecipientWhereHeChooses() {
    links =
        new RecipientLinks(
            Map.of("preferences_url", "https://r.example/p", "unsubscribe_url", "https://r/u"), "");

    assertThat(filled("'template':'choose'").text()).hasValue("https://r.example/p\nhttps://r/u\n");
  }

  @Test
  void shouldLeaveWhatTheDataItselfCallsSo() {
    links =
        new RecipientLinks(Map.of("preferences_url", "https://r/p", "unsubscribe_url", "x"), "");

    assertThat(filled("'template':'choose','data':{'unsubscribe_url':'https://own/'}").text())
        .hasValue("https://r/p\nhttps://own/\n");
  }

  @Test
  void shouldSayWhyThereIsNoSuchAddress() {
    links = RecipientLinks.none("send him a mail of his own");

    assertThat(problem("'template':'choose'", TENANT))
        .isEqualTo(
            new FieldProblem(
                "data.preferences_url",
                "is needed by template choose: send him a mail of his own"));
  }

  private MailDocument filled(String fields) {
    return ((Filling.Filled) templates.fill(read(fields), TENANT, links)).mail();
  }

  private FieldProblem problem(String fields, Optional<String> tenant) {
    return ((Filling.NotFilled) templates.fill(read(fields), tenant, links)).problem();
  }

  private static MailDocument read(String fields) {
    String json = "{'from':'a@example.com','to':'b@example.org'," + fields + "}";
    DocumentReading reading =
        new DocumentReader(Duration.ofDays(1))
            .read(json.replace('\'', '"'), Instant.parse("2026-01-01T00:00:00Z"));
    return ((DocumentReading.Read) reading).document();
  }
}
