package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.template.Sources.compiled;
import static relay.domain.template.Sources.data;
import static relay.domain.template.Sources.html;
import static relay.domain.template.Sources.rendered;
import static relay.domain.template.Sources.subject;
import static relay.domain.template.Sources.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;

/** Bounds of one rendering, to the very last step and character, and what goes into a header. */
class TemplateLimitsTest {
  @Test
  void shouldWriteAsManyCharactersAsAreAllowedAndNoMore() {
    var limits = new TemplateSettings(10, 1_000, 1);

    assertThat(render(text("{{a}}"), limits, "a", "x".repeat(10)))
        .isInstanceOf(Rendering.Rendered.class);
    assertThat(render(text("xxxxx{{a}}"), limits, "a", "x".repeat(5)))
        .isInstanceOf(Rendering.Rendered.class);
    assertThat(render(text("xxxxx{{a}}"), limits, "a", "x".repeat(6)))
        .isEqualTo(
            new Rendering.Refused(
                Optional.empty(), "it becomes longer than 10 characters (template.output-max)"));
    assertThat(render(html("<b>{{a}}</b>"), limits, "a", "<"))
        .as("what escaping adds counts")
        .isInstanceOf(Rendering.Refused.class);
  }

  @Test
  void shouldCountTurnsAndLooksOfAllPartsTogether() {
    List<Integer> turns = Collections.nCopies(40, 1);
    var source =
        new TemplateSource(
            "s", "", "<p>{{#a}}x{{/a}}</p>", "{{#a}}x{{/a}}", Map.of(), MissingValue.EMPTY);

    assertThat(render(source, new TemplateSettings(1_000, 82, 1), "a", turns))
        .isInstanceOf(Rendering.Rendered.class);
    assertThat(render(source, new TemplateSettings(1_000, 81, 1), "a", turns))
        .isEqualTo(
            new Rendering.Refused(
                Optional.empty(), "its loops take too many steps (template.steps-max)"));
  }

  @ParameterizedTest
  @EnumSource(MissingValue.class)
  void shouldTellOfStepsAndNotOfAMissingValueWhereStepsAreUsedUp(MissingValue missing) {
    var source = new TemplateSource("s", "", "", "{{#a}}{{b}}{{/a}}", Map.of(), missing);

    Rendering end =
        render(source, new TemplateSettings(1_000, 20, 1), "a", List.of(1, 2, 3), "b", "x");
    Rendering used =
        render(
            source, new TemplateSettings(1_000, 20, 1), "a", Collections.nCopies(99, 1), "b", "x");

    assertThat(end).isInstanceOf(Rendering.Rendered.class);
    assertThat(used)
        .isInstanceOfSatisfying(
            Rendering.Refused.class, refused -> assertThat(refused.missing()).isEmpty());
  }

  @Test
  void shouldCountWhatIsNullInAListToo() {
    List<Object> nulls = Arrays.asList(new Object[TemplateData.VALUES_MAX]);

    assertThatThrownBy(() -> TemplateData.of(Map.of("a", nulls)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at most 10000 values");
    assertThat(TemplateData.of(Map.of("a", nulls.subList(1, nulls.size()))).values()).hasSize(1);
  }

  @Test
  void shouldTakeDataOfJustTheBounds() {
    Object deep = "x";
    for (int i = 1; i < TemplateData.DEPTH_MAX; i++) {
      deep = Map.of("d", deep);
    }

    assertThat(TemplateData.of(Map.of("d", deep)).values()).containsKey("d");
    assertThat(TemplateData.of(Map.of("a", "x".repeat(TemplateData.CHARS_MAX))).values().get("a"))
        .asString()
        .hasSize(TemplateData.CHARS_MAX);
    assertThat(TemplateData.of(Map.of("n".repeat(TemplateData.NAME_CHARS_MAX), 1)).values())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"10, true", "11, false"})
  void shouldBoundSectionsWithinSections(int depth, boolean fits) {
    TemplateSource source = text("{{#a}}".repeat(depth) + "x" + "{{/a}}".repeat(depth));

    if (fits) {
      assertThat(rendered(source, "a", true).text()).isEqualTo("x");
    } else {
      assertThatThrownBy(() -> compiled(source))
          .hasMessage("line 1: sections within sections are at most 10 deep");
    }
  }

  /** What stands where nobody has the value: by section, by loop, by path, by default. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{{a}} | [] | a",
        "{{a.b}} | [] | a.b",
        "{{m.b}} | [] | m.b",
        "{{m.b.c}} | [] | m.b.c",
        "{{d}} | [default] | -",
        "{{#l}}{{d}}{{/l}} | [default] | -",
        "{{#m}}{{d}}{{/m}} | [default] | -",
        "{{#a}}{{x}}{{/a}} | [] | -",
        "{{^a}}none{{/a}} | [none] | -",
        "{{#m}}{{y}}{{/m}} | [] | y"
      })
  void shouldFollowThePolicyForWhatIsMissing(String template, String empty, String missing) {
    Object[] given = {"m", Map.of("x", "1"), "l", List.of("1")};
    Map<String, String> defaults = Map.of("d", "default");
    String whole = "[" + template + "]";

    Rendering lenient =
        compiled(new TemplateSource("s", "", "", whole, defaults, MissingValue.EMPTY))
            .render(data(given), Sources.LIMITS);
    Rendering strict =
        compiled(new TemplateSource("s", "", "", whole, defaults, MissingValue.REFUSE))
            .render(data(given), Sources.LIMITS);

    assertThat(lenient).isEqualTo(new Rendering.Rendered("s", Optional.empty(), empty));
    if (missing == null) {
      assertThat(strict).isEqualTo(lenient);
    } else {
      assertThat(((Rendering.Refused) strict).missing().orElseThrow())
          .matches(name -> missing.equals(name) || missing.startsWith(name + "."));
    }
  }

  /** Whatever stands in values and defaults, a subject is one line of whole characters. */
  @Test
  void shouldMakeOneLineOfAnySubject() {
    Chance.rounds(
        500,
        random -> {
          StringBuilder value = new StringBuilder("v");
          for (int i = random.nextInt(12); i >= 0; i--) {
            value.append(
                Chance.oneOf(
                    random,
                    "\r\n",
                    "\n",
                    "\r",
                    "\u0085",
                    "\u2028",
                    "\u202e",
                    "\u2066",
                    "\u0000",
                    "Bcc: x@example.org",
                    " ",
                    "\t",
                    "\ud83d\ude00",
                    "x".repeat(300)));
          }
          var source =
              new TemplateSource(
                  "{{a}} {{b}}", "", "", "x", Map.of("b", value.toString()), MissingValue.EMPTY);

          String line = rendered(source, "a", value.toString()).subject();

          assertThat(OneLine.is(line)).as(line).isTrue();
          assertThat(line).startsWith("v").hasSizeLessThanOrEqualTo(1_000).doesNotContain("  ");
          assertThat(line).isEqualTo(line.strip());
          assertThat(line.isEmpty() || !Character.isHighSurrogate(line.charAt(line.length() - 1)))
              .isTrue();
        });
  }

  @Test
  void shouldHaveNoSubjectWhereItsValuesAreBlankAlone() {
    assertThat(rendered(subject("{{a}}"), "a", "\r\n\t ").subject()).isEmpty();
    assertThat(rendered(subject(" {{a}} "), "a", "x").subject()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<h1>Tea</h1><p>Dear {{a}},</p><p>bye</p> | Tea//Dear A & B,//bye/",
        "<p>1 &lt; 2 &amp; {{a}} | 1 < 2 & A & B/",
        "<head><title>{{a}}</title></head><body>x | x/",
        "<!-- {{a}} -->x | x/",
        "<a href='https://x.example/{{a}}'>Go</a> | Go (https://x.example/A%20%26%20B)/",
        "<a href='mailto:{{a}}'>Go</a> | Go (A & B)/",
        "<img src='{{a}}' alt='{{a}}'> | A & B/",
        "<ul>{{#l}}<li>{{.}}</li>{{/l}}</ul> | - 1/- 2//",
        "<td {{#a}}class='{{a}}'{{/a}}>x</td> | x/",
        "<textarea>{{a}}</textarea> | A & B/",
        "a<br>{{#l}}{{.}}<br>{{/l}}b | a/1/2/b/"
      })
  void shouldMakeATextOfHtmlWithItsTags(String html, String lines) {
    String text = rendered(html(html), "a", "A & B", "l", List.of("1", "2")).text();

    assertThat(text.replace('\n', '/')).isEqualTo(lines);
  }

  private static Rendering render(TemplateSource source, TemplateSettings limits, Object... data) {
    return compiled(source).render(data(data), limits);
  }
}
