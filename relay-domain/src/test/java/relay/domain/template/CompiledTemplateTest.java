package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.template.Sources.LIMITS;
import static relay.domain.template.Sources.compiled;
import static relay.domain.template.Sources.data;
import static relay.domain.template.Sources.html;
import static relay.domain.template.Sources.renderHtml;
import static relay.domain.template.Sources.renderText;
import static relay.domain.template.Sources.rendered;
import static relay.domain.template.Sources.rendering;
import static relay.domain.template.Sources.text;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledTemplateTest {
  private static final List<Map<String, Object>> ITEMS =
      List.of(
          Map.of("name", "Tea", "price", new BigDecimal("3.50"), "tags", List.of("hot", "green")),
          Map.of("name", "Cake & more", "price", new BigDecimal("4.00")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dear {{name}}! | Dear Ann!",
        "{{ name }} | Ann",
        "{{person.first}} {{person.address.city}} | Ann Bonn",
        "{{#person}}{{first}} {{name}}{{/person}} | Ann Ann",
        "{{#vip}}yes{{/vip}}{{^vip}}no{{/vip}} | yes",
        "{{#never}}yes{{/never}}{{^never}}no{{/never}} | no",
        "{{#none}}yes{{/none}}{{^none}}no{{/none}} | no",
        "{{#empty}}yes{{/empty}}{{^empty}}no{{/empty}} | no",
        "{{#blank}}yes{{/blank}}{{^blank}}no{{/blank}} | no",
        "{{#words}}{{.}} {{/words}}. | a b c .",
        "{{#words}}{{.}}{{^-last}}, {{/-last}}{{/words}} | a, b, c",
        "{{#words}}{{#-first}}>{{/-first}}{{-index}}{{.}}{{/words}} | >1a2b3c",
        "{{#words}}{{name}}{{/words}} | AnnAnnAnn",
        "{{! nothing }}x | x",
        "{{&name}} | Ann",
        "{{{name}}} | Ann",
        "{{count}} {{sum}} {{vip}} {{day}} | 3 12.50 true 2026-01-31",
        "{{a-b}} {{c_d}} | 1 2",
        "a {b} }} { c | a {b} }} { c"
      })
  void shouldSpeakMustache(String template, String expected) {
    String out =
        renderText(
            template,
            "name",
            "Ann",
            "person",
            Map.of("first", "Ann", "address", Map.of("city", "Bonn")),
            "vip",
            true,
            "never",
            false,
            "none",
            List.of(),
            "empty",
            "",
            "blank",
            "  ",
            "words",
            List.of("a", "b", "c"),
            "count",
            3,
            "sum",
            new BigDecimal("12.50"),
            "day",
            LocalDate.parse("2026-01-31"),
            "a-b",
            1,
            "c_d",
            2);

    assertThat(out).isEqualTo(expected);
  }

  @Test
  void shouldLoopOverWhatAMailHasSeveralOf() {
    String out =
        renderHtml(
            "<ul>\n{{#items}}\n<li>{{name}}: {{price}}{{#tags}} {{.}}{{/tags}}</li>\n{{/items}}\n</ul>",
            "items",
            ITEMS);

    assertThat(out)
        .isEqualTo("<ul>\n<li>Tea: 3.50 hot green</li>\n<li>Cake &amp; more: 4.00</li>\n</ul>");
  }

  @Test
  void shouldTakeTheLineOfATagThatStandsAlone() {
    String out = renderText("a\n  {{#vip}}\nb\n  {{/vip}}\nc\n{{! x }}\nd", "vip", true);

    assertThat(out).isEqualTo("a\nb\nc\nd");
  }

  @Test
  void shouldKeepTheLineWhereATagHasCompany() {
    assertThat(renderText("a {{#vip}}b{{/vip}}\nc", "vip", true)).isEqualTo("a b\nc");
    assertThat(renderText("{{name}}\nc", "name", "Ann")).isEqualTo("Ann\nc");
  }

  @Test
  void shouldMakeATextOfTheHtmlWhereThereIsNone() {
    var words =
        rendered(
            html(
                "<p>Dear {{name}},</p><ul>{{#items}}<li><a href=\"https://x.example/?q={{name}}\">{{name}}</a></li>{{/items}}</ul>"),
            "name",
            "Ann & Co",
            "items",
            ITEMS);

    assertThat(words.text())
        .isEqualTo(
            "Dear Ann & Co,\n\n- Tea (https://x.example/?q=Tea)\n- Cake & more"
                + " (https://x.example/?q=Cake%20%26%20more)\n\n");
  }

  @Test
  void shouldLeaveTheTextAloneWhereThereIsOne() {
    var source =
        new TemplateSource("s", "", "<p>HTML</p>", "Text {{a}}", Map.of(), MissingValue.EMPTY);

    assertThat(rendered(source, "a", "<b>").text()).isEqualTo("Text <b>");
    assertThat(rendered(text("only"), "a", 1).html()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://x.example/?q={{v}} {{v}} | https://x.example/?q=a%20b a b",
        "(http://x.example/{{v}}/{{v}}) | (http://x.example/a%20b/a%20b)",
        "https://{{v}} | https://a b",
        "https://x.example/{{#v}}{{v}}{{/v}} | https://x.example/a%20b",
        "https://x.example/{{&v}} | https://x.example/a b",
        "http {{v}} | http a b",
        "{{v}} | a b"
      })
  void shouldKeepAnAddressInATextWhole(String template, String expected) {
    assertThat(renderText(template, "v", "a b")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<body bgcolor=\"x\"><p>a | <body bgcolor=\"x\"><div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">Look</div><p>a",
        "<p>a | <div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">Look</div><p>a"
      })
  void shouldPutThePreheaderFirst(String html, String expected) {
    var source = new TemplateSource("s", "Look", html, "", Map.of(), MissingValue.EMPTY);

    var words = rendered(source);

    assertThat(words.html()).contains(expected);
    assertThat(words.text()).isEqualTo("a\n");
  }

  @Test
  void shouldTakeADefaultForWhatIsMissing() {
    var source =
        new TemplateSource(
            "Hi {{first}}",
            "",
            "",
            "{{first}} {{#items}}{{first}}{{/items}} {{other}}",
            Map.of("first", "friend"),
            MissingValue.EMPTY);

    assertThat(rendered(source, "items", List.of(1, 2)).text()).isEqualTo("friend friendfriend ");
    assertThat(rendered(source, "first", "").subject()).isEqualTo("Hi friend");
    assertThat(rendered(source, "first", " \t").subject()).isEqualTo("Hi friend");
    assertThat(rendered(source, "first", "Ann").subject()).isEqualTo("Hi Ann");
  }

  @ParameterizedTest
  @CsvSource({
    "{{a}}, a",
    "{{b.c}}, b.c",
    "{{x.y}}, x",
    "{{#list}}{{a}}{{/list}}, a",
    "{{blank}}, blank"
  })
  void shouldRefuseARecipientWhoLacksAValue(String template, String name) {
    var source = new TemplateSource("s", "", "", template, Map.of(), MissingValue.REFUSE);

    Rendering end = rendering(source, "b", Map.of(), "list", List.of(1), "blank", " ");

    assertThat(end)
        .isInstanceOfSatisfying(
            Rendering.Refused.class, refused -> assertThat(refused.missing()).contains(name));
  }

  @Test
  void shouldRefuseNobodyForASectionThatIsNotThere() {
    var source =
        new TemplateSource(
            "s", "", "", "{{#a}}{{a}}{{/a}}{{^a}}none{{/a}}", Map.of(), MissingValue.REFUSE);

    assertThat(rendered(source).text()).isEqualTo("none");
    assertThat(rendered(source, "a", "x").text()).isEqualTo("x");
  }

  @Test
  void shouldPutPartialsWhereTheyAreNamed() {
    CompiledTemplate template =
        CompiledTemplate.of(
            new TemplateSource(
                "{{>head}}", "", "<p>{{>foot}}</p>", "{{>foot}}", Map.of(), MissingValue.EMPTY),
            (id, part) -> Optional.of(id + " in " + part + " for {{name}}"));

    var words = (Rendering.Rendered) template.render(data("name", "A&B"), LIMITS);

    assertThat(words.subject()).isEqualTo("head in subject for A&B");
    assertThat(words.html()).contains("<p>foot in html for A&amp;B</p>");
    assertThat(words.text()).isEqualTo("foot in text for A&B");
  }

  @Test
  void shouldKnowTheValuesOfPartialsByTheirPlace() {
    CompiledTemplate template =
        CompiledTemplate.of(
            html("<a href=\"{{>link}}\">x</a>"), (id, part) -> Optional.of("{{url}}"));

    var words = (Rendering.Rendered) template.render(data("url", "javascript:x"), LIMITS);

    assertThat(words.html()).contains("<a href=\"#\">x</a>");
  }

  @Test
  void shouldTellTheLineAndThePartOfAMistake() {
    assertThatThrownBy(() -> compiled(html("<p>\n\n<p onclick=\"{{a}}\">")))
        .isInstanceOfSatisfying(InvalidTemplate.class, e -> assertThat(e.part()).isEqualTo("html"))
        .hasMessage("line 3: no tag may stand in onclick of <p>");
    assertThatThrownBy(() -> compiled(text("a\n{{#b}}\nc")))
        .isInstanceOfSatisfying(InvalidTemplate.class, e -> assertThat(e.part()).isEqualTo("text"))
        .hasMessageContaining("line 2");
  }

  @Test
  void shouldNameTheValuesItWrites() {
    CompiledTemplate template =
        compiled(
            new TemplateSource(
                "{{a}}",
                "",
                "<p>{{b.c}}{{#d}}{{e}}{{/d}}</p>",
                "{{f}}",
                Map.of(),
                MissingValue.EMPTY));

    assertThat(template.names()).containsExactly("a", "b.c", "e", "f");
  }

  /** What a version keeps is the same template. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>a</p>\n{{#items}}\n\n{{name}}\n{{/items}}\n\nz",
        "<body>{{>foot}}\n{{! x }}\n<p>{{a}}",
        "{{#items}}\n{{>foot}}\n{{/items}}"
      })
  void shouldSayTheSameWhenItWasPublished(String template) {
    var source = new TemplateSource("{{a}}", "P {{a}}", template, "", Map.of(), MissingValue.EMPTY);
    CompiledTemplate fresh =
        CompiledTemplate.of(
            source, (id, part) -> Optional.of("Bye\n{{#items}}\n{{a}}\n{{/items}}\n"));
    TemplateData data = data("a", "A", "items", ITEMS);

    CompiledTemplate kept = CompiledTemplate.of(Versions.of("t", 1, fresh));

    assertThat(kept.render(data, LIMITS)).isEqualTo(fresh.render(data, LIMITS));
    assertThat(kept.expanded()).isEqualTo(fresh.expanded());
  }

  @Test
  void shouldBeUsableByManyThreadsAtATime() {
    CompiledTemplate template = compiled(html("<p>{{#items}}{{name}}{{/items}}{{n}}"));

    List<String> outs =
        java.util.stream.IntStream.range(0, 500)
            .parallel()
            .mapToObj(
                n ->
                    ((Rendering.Rendered) template.render(data("n", n, "items", ITEMS), LIMITS))
                        .html()
                        .orElseThrow())
            .toList();

    for (int n = 0; n < 500; n++) {
      assertThat(outs.get(n)).isEqualTo("<p>TeaCake &amp; more" + n);
    }
  }
}
