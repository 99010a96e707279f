package relay.domain.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

/** Words of strangers in a report: always readable, never in command. */
class PlainTextTest {
  private static final String EMOJI = "\ud83d\ude00";

  @ParameterizedTest
  @CsvSource({
    "plain text, plain text",
    "tab\there, tab here",
    "gr\u00fc\u00df, gr??",
    "esc\u001b[31m, esc?[31m",
    "del\u007f, del?",
    "~!, ~!"
  })
  void shouldMakeAnyTextFitForAnAsciiField(String text, String expected) {
    assertThat(PlainText.ascii(text)).isEqualTo(expected);
  }

  @Test
  void shouldLetNoLineEndIntoAField() {
    assertThat(PlainText.ascii("two\r\nlines")).isEqualTo("two??lines");
  }

  @Test
  void shouldKeepTheLettersOfAllLanguagesAndNoControls() {
    assertThat(PlainText.printable("a\r\nb\u0085c\u009bd\u0000e")).isEqualTo("a  b c d e");
    assertThat(PlainText.printable("\u00fc \u6f22 " + EMOJI)).isEqualTo("\u00fc \u6f22 " + EMOJI);
    assertThat(PlainText.printable("half \ud83d and \ude00!")).isEqualTo("half   and  !");
  }

  @ParameterizedTest
  @CsvSource({"0", "4", "6"})
  void shouldBreakLinesAtBlanks(int indent) {
    String text = "word ".repeat(60).strip();

    List<String> lines = PlainText.wrapped(text, indent);

    assertThat(lines).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(76));
    assertThat(lines).allSatisfy(l -> assertThat(l).startsWith(" ".repeat(indent) + "word"));
    assertThat(String.join(" ", lines.stream().map(String::strip).toList())).isEqualTo(text);
  }

  @Test
  void shouldFillALineToTheLastColumn() {
    String exact = "a".repeat(38) + " " + "b".repeat(37);

    assertThat(PlainText.wrapped(exact, 0)).containsExactly(exact);
    assertThat(PlainText.wrapped(exact + "b", 0)).hasSize(2);
  }

  @Test
  void shouldGiveALineForAnEmptyText() {
    assertThat(PlainText.wrapped("   ", 4)).containsExactly("    ");
  }

  @Test
  void shouldBreakAWordWithoutBlanksBetweenCharactersOnly() {
    List<String> lines = PlainText.wrapped("x" + EMOJI.repeat(100), 0);

    assertThat(String.join("", lines)).isEqualTo("x" + EMOJI.repeat(100));
    assertThat(lines).allSatisfy(PlainTextTest::isWhole);
  }

  @Test
  void shouldLoseNoWordOfAnyText() {
    Chance.rounds(
        1000,
        random -> {
          String text = anyText(random);
          int indent = random.nextInt(8);

          List<String> lines = PlainText.wrapped(text, indent);

          String read = String.join("", lines).replace(" ", "");
          assertThat(read).isEqualTo(text.strip().replace(" ", ""));
          assertThat(lines).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(76));
          assertThat(lines).allSatisfy(PlainTextTest::isWhole);
        });
  }

  @Test
  void shouldFoldAFieldSoThatItReadsBackAsOneLine() {
    Chance.rounds(
        1000,
        random -> {
          String value = PlainText.printable(anyText(random)).strip().replaceAll(" +", " ");

          String field = PlainText.field("Diagnostic-Code", value);

          assertThat(field).startsWith("Diagnostic-Code:").endsWith("\r\n");
          assertThat(field.replace("\r\n ", " ").strip())
              .isEqualTo(("Diagnostic-Code: " + value).strip());
          for (String line : field.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThan(998);
            isWhole(line);
          }
        });
  }

  @Test
  void shouldCutAWordThatNoLineCanHold() {
    String field = PlainText.field("X", "a".repeat(5000) + " end");

    assertThat(field).isEqualTo("X: " + "a".repeat(320) + "\r\n end\r\n");
    isWhole(PlainText.field("X", "a" + EMOJI.repeat(400)));
  }

  /** Half a character has no UTF-8: it would be written as a question mark. */
  private static void isWhole(String line) {
    assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(line);
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(
          oneOf(
              random, " ", "  ", "word", "\u00fc", "\u6f22", EMOJI, "a@b.example", "x".repeat(30)));
    }
    return text.toString();
  }
}
