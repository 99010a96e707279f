package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.template.Sources.renderText;
import static relay.domain.template.Sources.rendered;
import static relay.domain.template.Sources.rendering;
import static relay.domain.template.Sources.subject;
import static relay.domain.template.Sources.text;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile authors and hostile values try. */
class TemplateAttackTest {
  /** JMustache calls methods and reads fields of what it finds, if one lets it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{name.length}}",
        "{{name.class}}",
        "{{name.getClass}}",
        "{{name.hashCode}}",
        "{{name.toString}}",
        "{{name.bytes}}",
        "{{name.class.classLoader}}",
        "{{name.getClass.getName}}",
        "{{items.size}}",
        "{{items.iterator}}",
        "{{items.class}}",
        "{{person.class}}",
        "{{person.keySet}}",
        "{{person.values}}",
        "{{person.entrySet}}",
        "{{person.size}}",
        "{{person.getClass.getClassLoader}}",
        "{{flag.booleanValue}}",
        "{{class}}",
        "{{getClass}}",
        "{{class.name}}",
        "{{values}}",
        "{{defaults}}",
        "{{steps}}",
        "{{entrySet}}",
        "{{#person}}{{class}}{{keySet}}{{values}}{{steps}}{{/person}}",
        "{{#items}}{{class}}{{length}}{{bytes}}{{/items}}",
        "{{#name}}{{length}}{{class}}{{/name}}",
        "{{.}}",
        "{{person}}",
        "{{items}}"
      })
  void shouldReadNothingButValues(String tag) {
    String out =
        renderText(
            "[" + tag + "]",
            "name",
            "Ann",
            "items",
            List.of("a", "b"),
            "person",
            Map.of("first", "Ann"),
            "flag",
            true);

    assertThat(out).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{=<% %>=}}",
        "{{= | | =}}",
        "{{",
        "{{name",
        "{{{name}}",
        "{{}}",
        "{{ }}",
        "{{#a}}",
        "{{/a}}",
        "{{#a}}{{/b}}",
        "{{#a}}{{#b}}{{/a}}{{/b}}",
        "{{a b}}",
        "{{a..b}}",
        "{{.a}}",
        "{{a.}}",
        "{{a()}}",
        "{{a[0]}}",
        "{{%0}}",
        "{{#%0}}x{{/%0}}",
        "{{$a}}x{{/a}}",
        "{{<a}}x{{/a}}",
        "{{*a}}",
        "{{>../../etc/passwd}}",
        "{{>/etc/passwd}}",
        "{{>http://evil.example/}}",
        "{{>missing}}",
        "{{a\nb}}",
        "{{\u00e4}}",
        "{{a\u0000}}",
        "{ {{! }}{{name}}} {{{{name}}}}"
      })
  void shouldRefuseWhatIsNoTag(String template) {
    assertThatThrownBy(() -> rendering(text(template))).isInstanceOf(InvalidTemplate.class);
  }

  @Test
  void shouldRefuseMoreThanAnybodyWrites() {
    String deep = "{{#a}}".repeat(11) + "{{/a}}".repeat(11);
    String many = "{{a}}".repeat(MustacheScanner.TAGS_MAX + 1);
    String longName = "{{" + "a".repeat(MustacheScanner.NAME_CHARS_MAX + 1) + "}}";
    String longPath = "{{a" + ".a".repeat(60) + "}}";

    for (String template : List.of(deep, many, longName, longPath)) {
      assertThatThrownBy(() -> rendering(text(template))).isInstanceOf(InvalidTemplate.class);
    }
  }

  @Test
  void shouldEndPartialsThatHoldThemselves() {
    assertThatThrownBy(
            () -> CompiledTemplate.of(text("{{>a}}"), (id, part) -> Optional.of("x{{>a}}")))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessageContaining("the partial a holds itself");
    assertThatThrownBy(
            () ->
                CompiledTemplate.of(
                    text("{{>a}}"),
                    (id, part) -> Optional.of(id.equals("a") ? "{{>b}}" : "{{>a}}")))
        .hasMessageContaining("holds itself");
  }

  /** The billion laughs: 5 levels of 50 would be 312 million. */
  @ParameterizedTest
  @ValueSource(strings = {"", "ha", "{{name}}"})
  void shouldEndPartialsThatMultiply(String laugh) {
    assertThatThrownBy(
            () ->
                CompiledTemplate.of(
                    text("{{>p0}}"),
                    (id, part) -> {
                      int level = id.charAt(1) - '0';
                      return Optional.of(
                          level == 4 ? laugh : ("{{>p" + (level + 1) + "}}").repeat(50));
                    }))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessageContaining("with its partials");
  }

  @Test
  void shouldEndPartialsThatAreTooDeep() {
    assertThatThrownBy(
            () ->
                CompiledTemplate.of(
                    text("{{>p0}}"),
                    (id, part) -> Optional.of("{{>p" + (id.charAt(1) - '0' + 1) + "}}")))
        .hasMessageContaining("at most 5 deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{{.}}", "x", "{{nothing}}"})
  void shouldEndLoopsWithinLoops(String body) {
    List<String> long1 = Collections.nCopies(1000, "a");
    String template = "{{#a}}{{#b}}{{#c}}" + body + "{{/c}}{{/b}}{{/a}}";

    Rendering end = rendering(text(template), "a", long1, "b", long1, "c", long1);

    assertThat(end)
        .isInstanceOfSatisfying(
            Rendering.Refused.class, refused -> assertThat(refused.why()).contains("template."));
  }

  @Test
  void shouldEndALoopOverItselfByItsSteps() {
    String template = "{{#a}}".repeat(10) + "{{/a}}".repeat(10);

    Rendering end = rendering(text(template), "a", Collections.nCopies(100, "x"));

    assertThat(end).isInstanceOf(Rendering.Refused.class);
  }

  @Test
  void shouldEndWhatBecomesTooLong() {
    String value = "x".repeat(10_000);

    Rendering end =
        rendering(text("{{#a}}{{v}}{{/a}}"), "a", Collections.nCopies(20, 1), "v", value);

    assertThat(end)
        .isInstanceOfSatisfying(
            Rendering.Refused.class,
            refused -> assertThat(refused.why()).contains("template.output-max"));
  }

  /** A value is data: tags in it are not run. */
  @Test
  void shouldNotReadTagsInValues() {
    assertThat(renderText("{{a}}", "a", "{{b}}{{#c}}{{>d}}", "b", "no"))
        .isEqualTo("{{b}}{{#c}}{{>d}}");
    assertThat(renderText("{{a}}", "a", "{{=<% %>=}}")).isEqualTo("{{=<% %>=}}");
    assertThat(
            rendered(
                    new TemplateSource(
                        "x", "", "", "{{a}}", Map.of("a", "{{b}}"), MissingValue.EMPTY),
                    "b",
                    "no")
                .text())
        .isEqualTo("{{b}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nBcc: victim@example.org",
        "a\nBcc: victim@example.org",
        "a\rBcc: victim@example.org",
        "a\u0085Bcc: x",
        "a\u2028Bcc: x",
        "a\u2029Bcc: x",
        "a\u000bBcc: x",
        "a\u0000Bcc: x",
        "a\u202eBcc: x",
        "a\r\n\r\n<html>body"
      })
  void shouldKeepASubjectOnOneLine(String value) {
    String line = rendered(subject("Hi {{v}}!"), "v", value).subject();

    assertThat(line).startsWith("Hi a ").endsWith("!");
    assertThat(line.lines()).hasSize(1);
    assertThat(
            line.chars()
                .filter(c -> c < ' ' || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0x202e))
        .isEmpty();
  }

  @Test
  void shouldBoundASubject() {
    String line = rendered(subject("{{v}}"), "v", "\ud83d\ude00".repeat(2000)).subject();

    assertThat(line.length()).isLessThanOrEqualTo(TemplateSource.SUBJECT_CHARS_MAX);
    assertThat(Character.isHighSurrogate(line.charAt(line.length() - 1))).isFalse();
  }
}
