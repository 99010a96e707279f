package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relay.domain.migration.ImportedLine.Fate;

class ImportedLineTest {

  @Test
  void shouldShowShortTextsAsTheyAre() {
    ImportedLine line = new ImportedLine("transport", 3, "a.example \u00e4", Fate.MAPS, "a route");

    assertThat(line.written()).isEqualTo("a.example \u00e4");
    assertThat(line.says()).isEqualTo("a route");
    assertThat(line("x".repeat(100)).written()).hasSize(100).doesNotContain("...");
  }

  @Test
  void shouldCutLongTexts() {
    ImportedLine line = new ImportedLine("f", 1, "x".repeat(101), Fate.NOT, "y".repeat(9_999));

    assertThat(line.written()).isEqualTo("x".repeat(97) + "...");
    assertThat(line.says()).hasSize(ImportedLine.SAYS_CHARS_MAX).endsWith("y...");
  }

  @Test
  void shouldCutNoCharacterIntoHalves() {
    String faces = "\uD83D\uDE00".repeat(60);

    for (int before = 0; before < 4; before++) {
      String written = line("x".repeat(before) + faces).written();

      assertThat(written.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
      assertThat(written).endsWith("\uDE00...").hasSizeBetween(99, 100);
    }
  }

  @Test
  void shouldShowNothingThatATerminalObeys() {
    String text = "a\u001b[2Jb\u009b31mc\u202Ed\u2028e\u200Bf\tg\r\nh\u007Fi";

    ImportedLine line = new ImportedLine("f", 1, text, Fate.NOT, text);

    assertThat(line.written()).isEqualTo("a [2Jb 31mc d e f g h i");
    assertThat(line.says()).isEqualTo(line.written());
  }

  @Test
  void shouldShowNothingThatATerminalObeysInTheReasonOfAnImport() {
    ShapingPlan shaping = ShapingImport.read("[default]\nmax_message_rate = \"\\u001b[2J\\u009b\"");
    PostfixPlan postfix = PostfixImport.read("a.example smtp:\u001b[2J\u0007", "", "\u009b31m");

    assertThat(shaping.lines().get(0).says()).startsWith("' [2J ' is no rate");
    assertThat(postfix.lines())
        .extracting(ImportedLine::says)
        .containsExactly(
            "' [2J ' is no host, [host] or [host]:port",
            "' 31m' is no host, [host] or [host]:port");
  }

  @Test
  void shouldHaveAWordForEachFate() {
    assertThat(Fate.values()).extracting(Fate::word).containsExactly("maps", "partly", "not");
  }

  private static ImportedLine line(String written) {
    return new ImportedLine("f", 1, written, Fate.MAPS, "");
  }
}
