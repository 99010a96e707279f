package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.template.Sources.compiled;
import static relay.domain.template.Sources.html;
import static relay.domain.template.Sources.renderHtml;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that are scripts: browsers decode a value within them before they run it. */
class ScriptAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"javascript:f('{{v}}')\">x</a>",
        "<a href=\"JavaScript:f('{{v}}')\">x</a>",
        "<a href=\" javascript:f('{{v}}')\">x</a>",
        "<a href=\"java\nscript:f('{{v}}')\">x</a>",
        "<a href=\"java&#115;cript:f('{{v}}')\">x</a>",
        "<a href=\"javascript&#58;f('{{v}}')\">x</a>",
        "<a href=\"{{v}}javascript:{{v}}\">x</a>",
        "<a href=\"{{#a}}https://x.example/{{/a}}javascript:{{v}}\">x</a>",
        "<a href=\"{{#a}}javascript:{{v}}{{/a}}\">x</a>",
        "<a href=\"java{{#a}}{{/a}}script:{{v}}\">x</a>",
        "<a href=\"vbscript:{{v}}\">x</a>",
        "<a href=\"data:text/html,{{v}}\">x</a>",
        "<form action='javascript:{{v}}'>x</form>"
      })
  void shouldTakeNoValueInAScript(String template) {
    assertThatThrownBy(() -> compiled(html(template)))
        .isInstanceOfSatisfying(InvalidTemplate.class, e -> assertThat(e.part()).isEqualTo("html"))
        .hasMessageMatching("line [12]: no tag may stand in an address of .*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a href=\"https://x.example/javascript:{{v}}\"> | <a href=\"https://x.example/javascript:a%20b\">",
        "<a href=\"https://x.example/?q=data:text/html,{{v}}\"> | <a href=\"https://x.example/?q=data:text/html,a%20b\">",
        "<a href=\"mailto:{{v}}@x.example\"> | <a href=\"mailto:a%20b@x.example\">",
        "<p title=\"javascript:{{v}}\"> | <p title=\"javascript:a b\">",
        "<a href=\"javascript:f()\">{{v}}</a> | <a href=\"javascript:f()\">a b</a>"
      })
  void shouldTakeItWhereItIsNone(String template, String expected) {
    assertThat(renderHtml(template, "v", "a b")).isEqualTo(expected);
  }
}
