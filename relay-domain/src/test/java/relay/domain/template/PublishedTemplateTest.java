package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.template.Sources.LIMITS;
import static relay.domain.template.Sources.data;
import static relay.domain.template.Sources.html;
import static relay.domain.template.Sources.text;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlState;
import relay.domain.control.Refusal;

/** What was published can be read again, within its bounds, and says what its draft said. */
class PublishedTemplateTest {
  private static final TemplateSettings WIDE = new TemplateSettings(1_000_000, 100_000, 3);

  /** Its text, made from the HTML, is longer than an author may write one. */
  @Test
  void shouldReadAgainAVersionWhoseTextIsLong() {
    String words = "<p>" + "tea and cake ".repeat(6_000) + "</p>";
    assertThat(words.length())
        .isBetween(TemplateSource.TEXT_CHARS_MAX, TemplateSource.HTML_CHARS_MAX);

    Rendering.Rendered mail = published(html(words), "");

    assertThat(mail.text().length()).isGreaterThan(TemplateSource.TEXT_CHARS_MAX);
    assertThat(mail.html()).contains(words);
  }

  @Test
  void shouldReadAgainAVersionThatIsLongByItsPartials() {
    String part = "<p>" + "x".repeat(TemplateSource.HTML_CHARS_MAX - 10) + "</p>";

    Rendering.Rendered mail = published(html("{{>a}}{{>b}}"), part);

    assertThat(mail.html().orElseThrow()).isEqualTo(part + part);
  }

  @Test
  void shouldReadAgainASubjectThatIsLongByItsPartials() {
    String part = "tea ".repeat(200).strip();
    var source = new TemplateSource("{{>a}}, {{>b}}", "", "", "x", Map.of(), MissingValue.EMPTY);

    Rendering.Rendered mail = published(source, part);

    assertThat(mail.subject())
        .startsWith("tea tea")
        .hasSizeLessThanOrEqualTo(TemplateSource.SUBJECT_CHARS_MAX);
  }

  @Test
  void shouldRefuseAWholeThatIsTooLongBeforeItIsPublished() {
    String part = "x".repeat(TemplateSource.HTML_CHARS_MAX);

    assertThatThrownBy(
            () -> CompiledTemplate.of(html("{{>a}}{{>b}}{{>c}}"), (id, p) -> Optional.of(part)))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessage("with its partials it may have at most 400000 characters and 2000 tags");
  }

  /** Each of them is within the bound, the whole could not be read again. */
  @Test
  void shouldRefuseMoreTagsInAllThanATemplateMayHave() {
    String part = "{{a}}".repeat(999);

    assertThat(published(text("{{>a}}" + part), part).text()).isEqualTo("A".repeat(2 * 999));
    assertThatThrownBy(
            () ->
                CompiledTemplate.of(text("{{>a}}{{a}}{{a}}" + part), (id, p) -> Optional.of(part)))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessageContaining("2000 tags");
  }

  @Test
  void shouldRefuseAVersionThatCouldNotBeKept() {
    TemplateVersion fits = Versions.of("t", 1, Sources.compiled(text("x")));
    var huge =
        new TemplateVersion(
            "default",
            "t",
            2,
            1,
            Versions.NEW_YEAR,
            "ann",
            new PackedText("A".repeat((1 << 20) + 1)));

    assertThat(TemplateVersionKind.VERSION.judgePut(ControlState.EMPTY, fits)).isEmpty();
    assertThat(TemplateVersionKind.VERSION.judgePut(ControlState.EMPTY, huge))
        .hasValueSatisfying(
            why -> assertThat(((Refusal.Invalid) why).rule()).contains("too long to be kept"));
  }

  /** Pictures alone make no text; the hidden words of the preheader are none either. */
  @ParameterizedTest
  @ValueSource(strings = {"<img src=\"https://a.example/x.png\">", "<p></p>", "<!-- x -->"})
  void shouldHaveNoTextAfterwardsWhereItHadNoneBefore(String html) {
    var source = new TemplateSource("s", "Look", html, "", Map.of(), MissingValue.EMPTY);
    CompiledTemplate fresh = Sources.compiled(source);

    Rendering draft = fresh.render(TemplateData.EMPTY, LIMITS);
    Rendering kept =
        CompiledTemplate.of(Versions.of("t", 1, fresh)).render(TemplateData.EMPTY, LIMITS);

    assertThat(((Rendering.Rendered) draft).text()).isEmpty();
    assertThat(kept).isEqualTo(draft);
  }

  /** A mail program would show the blanks and not the text. */
  @Test
  void shouldTakeBlankHtmlForNone() {
    Template template = TemplateKindTest.read("t", "'html':' \\n ','text':'Hi {{a}}'");

    assertThat(template.source().html()).isEmpty();
    assertThat(Sources.rendered(template.source(), "a", "Ann").html()).isEmpty();
    assertThat(Sources.rendered(template.source(), "a", "Ann").text()).isEqualTo("Hi Ann");
  }

  @Test
  void shouldKeepDefaultsAndWhatIsDoneWithoutAValue() {
    var source =
        new TemplateSource(
            "{{a}}", "", "", "{{a}} {{b}}", Map.of("a", "friend"), MissingValue.REFUSE);
    TemplateVersion version = Versions.of("t", 1, Sources.compiled(source));

    assertThat(version.source()).isEqualTo(source);
    assertThat(CompiledTemplate.of(version).render(TemplateData.EMPTY, LIMITS))
        .isEqualTo(new Rendering.Refused(Optional.of("b"), "there is no value of the name b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a{{>x}} | a{{! }}b",
        "{{#a}}{{>x}}{{/a}} | {{#a}}{{! }}b{{/a}}",
        "{{>x}}{{>x}} | {{! }}b{{! }}b"
      })
  void shouldHaveNoPartialsLeft(String template, String written) {
    CompiledTemplate compiled = CompiledTemplate.of(text(template), (id, part) -> Optional.of("b"));

    assertThat(compiled.expanded().text()).isEqualTo(written.replace("{{! }}", "{{!}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{>a}}", "x {{>b}}", "{{#v}}{{>c}}{{/v}}", "{{>d}}{{>a}}", "{{>b}}{{>c}}"})
  void shouldRefuseCirclesOfAnyLength(String template) {
    Map<String, String> parts =
        Map.of("a", "{{>b}}", "b", "b {{>c}}", "c", "{{^v}}{{>a}}{{/v}}", "d", "free");

    assertThatThrownBy(
            () ->
                CompiledTemplate.of(
                    text(template), (id, part) -> Optional.ofNullable(parts.get(id))))
        .isInstanceOfSatisfying(
            InvalidTemplate.class, e -> assertThat(e.part()).isEqualTo(TemplateFields.TEXT))
        .hasMessageMatching("line 1: the partial [abc] holds itself");
  }

  @Test
  void shouldTakeTheSamePartialAsOftenAsItIsNamed() {
    Map<String, String> parts = Map.of("a", "[{{>c}}{{>c}}]", "b", "({{>c}})", "c", "x");

    CompiledTemplate compiled =
        CompiledTemplate.of(
            text("{{>a}}{{>b}}{{>a}}"), (id, part) -> Optional.ofNullable(parts.get(id)));

    assertThat(((Rendering.Rendered) compiled.render(TemplateData.EMPTY, LIMITS)).text())
        .isEqualTo("[xx](x)[xx]");
  }

  @Test
  void shouldPackWhatCannotBeMadeSmaller() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append((char) ('\u4e00' + random.nextInt(20_000)));
    }

    assertThat(PackedText.of(text.toString()).text()).isEqualTo(text.toString());
  }

  /** Rendered as mails are: from the version that was written and read again. */
  private static Rendering.Rendered published(TemplateSource source, String part) {
    CompiledTemplate fresh = CompiledTemplate.of(source, (id, name) -> Optional.of(part));
    TemplateVersion version = Versions.of("t", 1, fresh);
    TemplateVersion read =
        TemplateVersionKind.VERSION.read(
            version.key(), 1, TemplateVersionKind.VERSION.write(version));
    TemplateData values = data("a", "A");

    Rendering rendering = CompiledTemplate.of(read).render(values, WIDE);

    assertThat(rendering).isEqualTo(fresh.render(values, WIDE));
    return (Rendering.Rendered) rendering;
  }
}
