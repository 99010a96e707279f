package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.template.Sources.LIMITS;
import static relay.domain.template.Sources.data;
import static relay.domain.template.Sources.html;
import static relay.domain.template.Sources.renderHtml;
import static relay.domain.template.Sources.rendered;
import static relay.domain.template.Sources.rendering;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.html.HtmlToken;
import relay.domain.html.HtmlTokenizer;

/** What hostile values try in the places of an HTML where they stand, and authors with places. */
class TemplatePlaceAttackTest {
  private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>{{v}}</p>",
        "<p title=\"{{v}}\">x</p>",
        "<p title='{{v}}'>x</p>",
        "<p title = \"a {{v}} b\">x</p>",
        "<title>{{v}}</title>",
        "<textarea>{{v}}</textarea>",
        "<a href=\"{{v}}\">x</a>",
        "<a href=\"https://a.example/?q={{v}}\">x</a>",
        "<img src='{{v}}' alt='{{v}}'>",
        "<td style=\"color:{{v}}\">x</td>",
        "<!-- {{v}} -->",
        "<!--[if mso]><p title=\"{{v}}\">{{v}}</p><![endif]-->",
        "{{#v}}<b>{{v}}</b>{{/v}}",
        "<td {{#v}}class=\"{{v}}\"{{/v}}>x</td>",
        "<p title=\"{{#v}}{{v}}{{/v}}\">x</p>",
        "{{v}}"
      })
  void shouldNeverLetAValueBecomeATag(String template) {
    String harmless = renderHtml(template, "v", "x");
    String out = renderHtml(template, "v", HOSTILE);

    assertThat(shape(out)).isEqualTo(shape(harmless));
  }

  /** The tags with the names of their attributes: what a value must never change. */
  private static List<String> shape(String html) {
    return HtmlTokenizer.read(html).stream()
        .filter(token -> !(token instanceof HtmlToken.Text) && !(token instanceof HtmlToken.Raw))
        .map(
            token ->
                token instanceof HtmlToken.Tag tag
                    ? tag.name()
                        + tag.isEnd()
                        + tag.attributes().stream().map(a -> a.name()).toList()
                    : "comment")
        .toList();
  }

  /** The same with whatever signs matter somewhere, in random order. */
  @Test
  void shouldKeepTheShapeOfTheMailWhateverTheValueIs() {
    long seed = 4711;
    Random random = new Random(seed);
    String[] signs = {
      "<",
      ">",
      "\"",
      "'",
      "&",
      "=",
      "/",
      " ",
      "\n",
      "--",
      "-->",
      "`",
      "script",
      "onload=",
      "a",
      "{{",
      "}}",
      "javascript:",
      "</title>",
      "]]>",
      "\u0000",
      "#",
      "?",
      "%",
      ":",
      ";",
      "(",
      "\\",
      "<!--",
      "expression("
    };
    CompiledTemplate template =
        Sources.compiled(
            html(
                "<p title=\"{{v}}\">{{v}}<a href='{{v}}' style='color: {{v}}'>{{#v}}{{v}}{{/v}}</a>"
                    + "<a href=\"https://x.example/{{v}}?{{v}}\">x</a><title>{{v}}</title><!-- a {{v}} b -->"));
    List<String> expected = shape(htmlOf(template, "x"));
    for (int round = 0; round < 2000; round++) {
      StringBuilder value = new StringBuilder("x");
      for (int i = random.nextInt(8); i >= 0; i--) {
        value.append(signs[random.nextInt(signs.length)]);
      }

      assertThat(shape(htmlOf(template, value.toString())))
          .as("seed %s, value %s", seed, value)
          .isEqualTo(expected);
    }
  }

  private static String htmlOf(CompiledTemplate template, String value) {
    return ((Rendering.Rendered) template.render(data("v", value), LIMITS)).html().orElseThrow();
  }

  /** Places where no escaping helps; all are refused when the template is written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>var a = \"{{v}}\";</script>",
        "<style>p { color: {{v}} }</style>",
        "<p onclick=\"f('{{v}}')\">x</p>",
        "<p ONMOUSEOVER='{{v}}'>x</p>",
        "<iframe srcdoc=\"{{v}}\"></iframe>",
        "<p title={{v}}>x</p>",
        "<p {{v}}>x</p>",
        "<p {{v}}=\"x\">x</p>",
        "<p x{{v}}=\"x\">x</p>",
        "<{{v}}>x",
        "<p{{v}}>x",
        "</{{v}}>x",
        "<!{{v}}>",
        "<!-{{v}}>",
        "<?{{v}}?>",
        "<!--{{v}}-->",
        "<!-- -{{v}}-> -->",
        "<meta http-equiv=\"refresh\" content=\"{{v}}\">",
        "<base href=\"{{v}}\">",
        "<link rel=\"stylesheet\" href=\"{{v}}\">",
        "<object data=\"{{v}}\"></object>",
        "<embed src=\"{{v}}\">",
        "<p>{{{v}}}</p>",
        "<p>{{&v}}</p>",
        "<{{! x }}script>",
        "<scr{{! x }}ipt>x</script>",
        "<title></ti{{! x }}tle>"
      })
  void shouldRefuseValuesWhereNothingIsSafe(String template) {
    assertThatThrownBy(() -> rendering(html(template))).isInstanceOf(InvalidTemplate.class);
  }

  /** Sections that would change where the values behind them are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#a}}<script>{{/a}}",
        "{{#a}}<!--{{/a}} {{v}} -->",
        "<!-- {{#a}}-->{{/a}} -->",
        "<!-- -{{#a}}x{{/a}}-><script> -->",
        "<p title=\"{{#a}}\">{{/a}}",
        "<p title=\"{{#a}}x\" alt=\"{{/a}}\">",
        "<p {{#a}}title=\"{{/a}}x\">",
        "<p {{#a}}>{{/a}}",
        "{{#a}}<p {{/a}}title=\"x\">",
        "<p {{#a}}title{{/a}}=\"{{v}}\">",
        "<p {{#a}}title{{/a}} =\"{{v}}\">",
        "<p {{#a}}=\"{{v}}\"{{/a}}>",
        "<p on{{#a}}x{{/a}}click=\"{{v}}\">",
        "<p {{#a}}x{{/a}}onclick=\"f()\">",
        "<p title={{#a}}\"x\"{{/a}}>",
        "<{{#a}}b{{/a}}>",
        "<{{#a}}script{{/a}}>{{v}}",
        "{{#a}}<{{/a}}script>{{v}}",
        "<scr{{#a}}ipt{{/a}}>",
        "<title>{{#a}}</title>{{/a}}",
        "{{#a}}<title>{{/a}}</title>",
        "<style>{{#a}}p{{/a}}</style>"
      })
  void shouldRefuseSectionsThatChangeThePlaceOfOthers(String template) {
    assertThatThrownBy(() -> rendering(html(template))).isInstanceOf(InvalidTemplate.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "javascript:alert(1) | #",
        "JaVaScRiPt:alert(1) | #",
        "' javascript:alert(1)' | #",
        "data:text/html;base64,PHN2Zz4= | #",
        "vbscript:x | #",
        "//evil.example/ | #",
        "x | #",
        "&#106;avascript:alert(1) | #",
        "https://a.example/?a=1&b=2 | https://a.example/?a=1&amp;b=2",
        "HTTPS://a.example/ | HTTPS://a.example/",
        "http://a.example/ | http://a.example/",
        "mailto:me@a.example | mailto:me@a.example",
        "tel:+4912345 | tel:+4912345"
      })
  void shouldTakeAddressesOfKnownSchemesOnly(String value, String written) {
    assertThat(renderHtml("<a href=\"{{v}}\">x</a>", "v", value))
        .isEqualTo("<a href=\"" + written + "\">x</a>");
  }

  @Test
  void shouldTakeNoSchemeWhereASectionMayHaveLeftNothingBefore() {
    String template = "<a href=\"{{#a}}https://a.example/{{/a}}{{v}}\">x</a>";

    assertThat(renderHtml(template, "v", "javascript:alert(1)")).isEqualTo("<a href=\"#\">x</a>");
    assertThat(renderHtml("<a href=\" {{a}}{{v}}\">x</a>", "a", "", "v", "javascript:x"))
        .isEqualTo("<a href=\" #\">x</a>");
  }

  @Test
  void shouldEncodeAValueWithinAnAddress() {
    assertThat(
            renderHtml("<a href=\"https://a.example/?n={{v}}&x=1\">x</a>", "v", "a&b=c d/\u00e9?#"))
        .isEqualTo("<a href=\"https://a.example/?n=a%26b%3Dc%20d%2F%C3%A9%3F%23&x=1\">x</a>");
  }

  @Test
  void shouldLeaveNothingInAStyleThatLoadsOrEnds() {
    assertThat(
            renderHtml("<p style=\"color:{{v}}\">x</p>", "v", "red;background:url(//evil)/**/\"}"))
        .isEqualTo("<p style=\"color:redbackgroundurlevil\">x</p>");
    assertThat(renderHtml("<p style=\"color:{{v}};width:{{w}}\">x</p>", "v", "#0a0a0a", "w", "50%"))
        .isEqualTo("<p style=\"color:#0a0a0a;width:50%\">x</p>");
  }

  @Test
  void shouldEscapeThePreheader() {
    var source = new TemplateSource("s", "Hi {{v}}", "<p>x</p>", "", Map.of(), MissingValue.EMPTY);

    assertThat(rendered(source, "v", "</div><script>").html().orElseThrow())
        .contains("Hi &lt;/div&gt;&lt;script&gt;</div><p>x</p>");
  }
}
