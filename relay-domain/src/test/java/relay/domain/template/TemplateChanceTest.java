package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

/** Templates of chance: refused with a reason, or rendered within their bounds. */
class TemplateChanceTest {
  private static final TemplateSettings TIGHT = new TemplateSettings(2_000, 500, 3);
  private static final Set<String> PARTS = Set.of("subject", "preheader", "html", "text");
  private static final String[] PIECES = {
    "{{a}}",
    "{{ b.c }}",
    "{{#l}}",
    "{{/l}}",
    "{{^l}}",
    "{{#b}}",
    "{{/b}}",
    "{{.}}",
    "{{&a}}",
    "{{{a}}}",
    "{{! x }}",
    "{{>p}}",
    "{{>q}}",
    "{{-index}}",
    "{{=<% %>=}}",
    "{{",
    "}}",
    "{",
    "}",
    "{{#",
    "{{a",
    "{{%0}}",
    "<p>",
    "</p>",
    "<a href=\"",
    "\">",
    "'",
    "\"",
    "<",
    ">",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<td ",
    " style=\"",
    "x",
    "https://x.example/",
    "javascript:",
    " ",
    "\n",
    "\r\n",
    "&amp;",
    "&#123;",
    "&",
    "\u0000",
    "\ue000",
    "=",
    "<body>",
    "<head>",
    "</head>",
    "<li>",
    "<textarea>",
    "\u00e4",
    "/",
    "!"
  };

  private static final TemplateData DATA =
      Sources.data(
          "a",
          "A\r\nBcc: x@example.org <script>\"'",
          "b",
          Map.of("c", "C\u2028", "l", List.of("7")),
          "l",
          List.of("1", Map.of("a", "{{b}}"), List.of(), "\u0000"));

  @Test
  void shouldRenderOrRefuseAnyText() {
    Chance.rounds(1_500, random -> check(source("s", "", "", any(random), random), random));
  }

  @Test
  void shouldRenderOrRefuseAnyHtml() {
    Chance.rounds(
        1_500, random -> check(source("s", any(random, 3), any(random), "", random), random));
  }

  @Test
  void shouldRenderOrRefuseAnySubject() {
    Chance.rounds(1_000, random -> check(source(any(random), "", "", "x", random), random));
  }

  private static void check(TemplateSource source, Random random) {
    String part = any(random, 4);
    String line = OneLine.of(part, 100);
    CompiledTemplate compiled;
    try {
      compiled =
          CompiledTemplate.of(
              source,
              (id, name) ->
                  id.equals("p")
                      ? Optional.of(name.equals("html") || name.equals("text") ? part : line)
                      : Optional.empty());
    } catch (InvalidTemplate e) {
      assertThat(PARTS).contains(e.part());
      assertThat(e.getMessage()).hasSizeBetween(10, 400).doesNotContain("null");
      return;
    }
    Rendering fresh = compiled.render(DATA, TIGHT);
    assertWithinBounds(fresh);
    assertThat(CompiledTemplate.of(Versions.of("t", 1, compiled)).render(DATA, TIGHT))
        .as("published: %s", source)
        .isEqualTo(fresh);
  }

  private static void assertWithinBounds(Rendering rendering) {
    if (rendering instanceof Rendering.Refused refused) {
      assertThat(refused.why()).isNotBlank();
      return;
    }
    var mail = (Rendering.Rendered) rendering;
    assertThat(mail.subject().length()).isLessThanOrEqualTo(TemplateSource.SUBJECT_CHARS_MAX);
    assertThat(OneLine.is(mail.subject())).as("one line: %s", mail.subject()).isTrue();
    assertThat(mail.text().length()).isLessThanOrEqualTo(TIGHT.outputMax());
    assertThat(mail.html().orElse("").length()).isLessThanOrEqualTo(TIGHT.outputMax());
    assertThat(mail.html().orElse(""))
        .as("no value brings a script")
        .doesNotContain("x@example.org <script>");
  }

  private static TemplateSource source(
      String subject, String preheader, String html, String text, Random random) {
    return new TemplateSource(
        OneLine.of(subject, 1_000),
        OneLine.of(preheader, 1_000),
        html.isBlank() ? "" : html,
        html.isBlank() && text.isBlank() ? "x" : text,
        random.nextBoolean() ? Map.of() : Map.of("z", "{{a}}"),
        Chance.oneOf(random, MissingValue.values()));
  }

  private static String any(Random random) {
    return any(random, 9);
  }

  private static String any(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      text.append(Chance.oneOf(random, PIECES));
      if (random.nextInt(3) == 0) {
        text.append(balanced(random));
      }
    }
    return text.toString();
  }

  /** So that not nearly all are refused. */
  private static String balanced(Random random) {
    return Chance.oneOf(
        random,
        "{{#l}}{{a}}{{.}}{{/l}}",
        "{{#b}}{{c}}{{#l}}{{.}}{{/l}}{{/b}}",
        "<a href=\"https://x.example/{{a}}\">{{a}}</a>",
        "<p title='{{a}}'>{{#l}}{{#l}}{{a}}{{/l}}{{/l}}</p>",
        "<td {{#l}}class=\"{{a}}\"{{/l}} >",
        "{{^nothing}}none{{/nothing}}",
        "\n{{#l}}\n- {{a}}\n{{/l}}\n",
        "<td style=\"color:{{a}}\">",
        "<!-- {{a}} -->");
  }
}
