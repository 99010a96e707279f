package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

class TomlStringsTest {
  private static final String QUOTES = "\"\"\"";

  @Test
  void shouldReadEveryEscapeOfABasicString() {
    assertThat(read("\"\\b\\t\\n\\f\\r\\\"\\\\\"")).isEqualTo("\b\t\n\f\r\"\\");
    assertThat(read("\"\\u0041\\u00e9\\u20AC\\U0001f4e7\"")).isEqualTo("A\u00e9\u20ac\uD83D\uDCE7");
    assertThat(read("\"\\u0000\"")).isEqualTo("\0");
    assertThat(read("\"\\uFFFF\\U0010FFFF\"")).isEqualTo("\uFFFF\uDBFF\uDFFF");
  }

  @Test
  void shouldTakeCharactersOfAllScriptsAsTheyStand() {
    String text = "\u00e4 \u65e5\u672c \u0639 \uD83D\uDE00 tab\there # no comment ' quote";

    assertThat(read("\"" + text + "\"")).isEqualTo(text);
    assertThat(read("'" + text.replace("'", "") + "'")).isEqualTo(text.replace("'", ""));
    assertThat(read("'''" + text + "'''")).isEqualTo(text);
  }

  @Test
  void shouldEscapeNothingInLiteralStrings() {
    assertThat(read("'C:\\new\\u0041\\'")).isEqualTo("C:\\new\\u0041\\");
    assertThat(read("'''^\\[TS\\d+\\] \\\n next'''")).isEqualTo("^\\[TS\\d+\\] \\\n next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"\"\nThe quick brown fox\"\"\"",
        "\"\"\"The quick \\\n\n\n   brown fox\"\"\"",
        "\"\"\"\\\n   The quick \\\n  brown \\\n\tfox\\\n  \"\"\"",
        "\"\"\"The \\  \t \r\n quick brown fox\"\"\"",
        "'''\r\nThe quick brown fox'''",
        "\"The quick \\u0062rown fox\"",
      })
  void shouldReadTheSameTextHoweverItIsBroken(String written) {
    assertThat(read(written)).isEqualTo("The quick brown fox");
  }

  @Test
  void shouldTakeOneLineEndAwayAndKeepTheOthers() {
    assertThat(read("\"\"\"\n\n  a\n\"\"\"")).isEqualTo("\n  a\n");
    assertThat(read("'''a\r\nb'''")).isEqualTo("a\r\nb");
  }

  @Test
  void shouldLetUpToTwoQuotesStandBeforeTheClosingOnes() {
    for (String quote : new String[] {"\"", "'"}) {
      String end = quote.repeat(3);

      assertThat(read(end + end)).isEmpty();
      assertThat(read(end + "a" + quote + end)).isEqualTo("a" + quote);
      assertThat(read(end + "a" + quote.repeat(2) + end)).isEqualTo("a" + quote.repeat(2));
      assertThat(read(end + quote + "a" + quote.repeat(2) + "b" + end))
          .isEqualTo(quote + "a" + quote.repeat(2) + "b");
      assertThatThrownBy(() -> read(end + "a" + quote.repeat(6)))
          .hasMessageContaining("goes on where it should end");
    }
  }

  @Test
  void shouldLetAnEscapedQuoteEndNothing() {
    assertThat(read(QUOTES + "a \\" + QUOTES + " b" + QUOTES)).isEqualTo("a \"\"\" b");
    assertThat(read("\"\\\"\"")).isEqualTo("\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"\\a\" | has \\a in a string; say \\\\ for a backslash",
        "\"\\x41\" | has \\x in a string",
        "\"\\e\" | has \\e in a string",
        "\"C:\\Program\" | has \\P in a string",
        "\"a\\ b\" | has \\  in a string",
        "\"\\u12\" | has a character code that is none",
        "\"\\u00g0\" | has a character code that is none",
        "\"\\u\u0664\u0664\u0664\u0664\" | has a character code that is none",
        "\"\\uDFFF\" | has a character code that is none",
        "\"\\U00110000\" | has a character code that is none",
        "\"\\U0001F4\" | has a character code that is none",
        "\"a | has a string without its end",
        "' | has a string without its end",
        "\"\"\"a | ends too early",
        "'''a'' | ends too early",
        "\"\"\"a\\ b\"\"\" | has a backslash before a blank",
      })
  void shouldRefuseStringsThatAreNone(String written, String why) {
    assertThatThrownBy(() -> read(written))
        .isInstanceOf(UnreadableLine.class)
        .hasMessageContaining("line 1 " + why);
  }

  @Test
  void shouldNameTheLineWhereAStringBreaks() {
    assertThatThrownBy(() -> TomlReader.read("a = 1\nb = \"open\nc = 2"))
        .hasMessage("line 2 has a string without its end");
    assertThatThrownBy(() -> TomlReader.read("a = '''\none\ntwo\n"))
        .hasMessageStartingWith("line 4 ");
    assertThatThrownBy(() -> TomlReader.read("a = \"\"\"\none\n \\q\n\"\"\""))
        .hasMessageStartingWith("line 3 has \\q");
  }

  @Test
  void shouldRefuseControlCharactersAndLoneReturns() {
    for (char c : new char[] {0, 1, 0x0B, 0x1B, 0x1F, 0x7F, '\r'}) {
      for (String around : new String[] {"a = \"%\"", "a = '''%'''", "# %", "a = 1 %", "%"}) {
        String document = "x = 1\n" + around.replace('%', c);

        assertThatThrownBy(() -> TomlReader.read(document + "b = 2"))
            .as(Integer.toHexString(c) + " in " + around)
            .hasMessage("line 2 has a control character");
      }
    }
  }

  @Test
  void shouldReadBackAnyTextThatWasEscaped() {
    Chance.rounds(
        100,
        random -> {
          var text = new StringBuilder();
          var escaped = new StringBuilder();
          for (int i = random.nextInt(40); i > 0; i--) {
            int point = random.nextInt(0x2FFFF);
            if (point < 0xD800 || point > 0xDFFF) {
              text.appendCodePoint(point);
              escaped.append(String.format("\\U%08x", point));
            }
          }

          assertThat(read("\"" + escaped + "\"")).isEqualTo(text.toString());
          assertThat(read(QUOTES + escaped + QUOTES)).isEqualTo(text.toString());
        });
  }

  private static String read(String written) {
    return ((JsonString) TomlReader.read("a = " + written).get(0).value()).getString();
  }
}
