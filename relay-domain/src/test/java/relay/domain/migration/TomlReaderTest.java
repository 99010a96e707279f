package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonString;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

class TomlReaderTest {
  private static final String PIECES = "[]{}\"'=.,#\\\n\r\t -_+:eE01xuUab\u00e9\u20ac";

  @Test
  void shouldReadTablesKeysAndValuesWithTheirLines() {
    List<TomlEntry> entries =
        TomlReader.read(
            """
            # a comment
            top = 1

            ["default"]
            connection_limit = 10   # another
            max_message_rate = "100/s"
            [provider."google".sources."ip 1"]
            enable = true
            """);

    assertThat(entries)
        .extracting(e -> e.line() + " " + e.path() + " " + e.value())
        .containsExactly(
            "2 [top] 1",
            "5 [default, connection_limit] 10",
            "6 [default, max_message_rate] \"100/s\"",
            "8 [provider, google, sources, ip 1, enable] true");
  }

  @Test
  void shouldCountTheElementsOfArraysOfTables() {
    List<TomlEntry> entries =
        TomlReader.read(
            """
            [["a.com".automation]]
            regex = "one"
            [["a.com".automation]]
            regex = "two"
            [["b.com".automation]]
            regex = "three"
            [["a.com".automation.deep]]
            x = 1
            """);

    assertThat(entries)
        .extracting(TomlEntry::path)
        .containsExactly(
            List.of("a.com", "automation", "#0", "regex"),
            List.of("a.com", "automation", "#1", "regex"),
            List.of("b.com", "automation", "#0", "regex"),
            List.of("a.com", "automation", "#1", "deep", "#0", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | 1",
        "-17 | -17",
        "+4 | 4",
        "1_000 | 1000",
        "0x1F | 31",
        "0o17 | 15",
        "0b101 | 5",
        "2.5 | 2.5",
        "1e3 | 1000.0",
        "true | true",
        "false | false",
        "[] | []",
        "[ 1, 2, ] | [1,2]",
        "[ [1], [\"a\"] ] | [[1],[\"a\"]]",
        "{ } | {}",
        "{ a = 1, \"b c\" = { d = [2] } } | {\"a\":1,\"b c\":{\"d\":[2]}}",
        "2026-01-01T10:00:00Z | \"2026-01-01T10:00:00Z\"",
        "10:30:00 | \"10:30:00\"",
        "\"a\\tb\\\\c\\\"d\" | \"a\\tb\\\\c\\\"d\"",
        "\"\\u00e9\" | \"\u00e9\"",
        "\"\\U0001F4E7\" | \"\uD83D\uDCE7\"",
        "'raw \\d+ text' | \"raw \\\\d+ text\"",
        "\"\" | \"\"",
        "'' | \"\"",
      })
  void shouldReadEachKindOfValue(String written, String json) {
    assertThat(TomlReader.read("a = " + written).get(0).value()).hasToString(json);
  }

  @Test
  void shouldReadTextsOfManyLines() {
    List<TomlEntry> entries =
        TomlReader.read(
            "a = \"\"\"\nfirst\nsecond \\\n   joined \"\" quoted\"\"\"\n"
                + "b = '''\nraw \\n ''here'''\n"
                + "c = \"\"\"ends with a quote\"\"\"\"\n"
                + "d = 1\n");

    assertThat(entries)
        .extracting(e -> e.value() instanceof JsonString s ? s.getString() : e.value().toString())
        .containsExactly(
            "first\nsecond joined \"\" quoted", "raw \\n ''here", "ends with a quote\"", "1");
    assertThat(entries).extracting(TomlEntry::line).containsExactly(1, 5, 7, 8);
  }

  @Test
  void shouldReadArraysOverManyLinesWithComments() {
    List<TomlEntry> entries =
        TomlReader.read("match=[\n  {MXSuffix=\".a\"}, # one\n\n  {MXSuffix=\".b\"},\n]\nx=1");

    assertThat(entries.get(0).value()).hasToString("[{\"MXSuffix\":\".a\"},{\"MXSuffix\":\".b\"}]");
    assertThat(entries.get(1).line()).isEqualTo(6);
  }

  @Test
  void shouldReadFilesOfOtherSystems() {
    assertThat(TomlReader.read("\uFEFF[a]\r\nb = 1\r\nc = 2\r\n"))
        .extracting(e -> e.line() + " " + e.path())
        .containsExactly("2 [a, b]", "3 [a, c]");
    assertThat(TomlReader.read("")).isEmpty();
    assertThat(TomlReader.read("# nothing")).isEmpty();
  }

  @Test
  void shouldReadNamesWithDots() {
    assertThat(TomlReader.read("a . \"b.c\" . d = 1").get(0).path())
        .containsExactly("a", "b.c", "d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a | line 1 lacks a =",
        "= 1 | line 1 lacks a name",
        "a = | line 1 has a value that is none",
        "a = = 1 | line 1 has a value that is none",
        "a = nothing | line 1 has a value that is none",
        "a = 1 2 | line 1 goes on where it should end",
        "a = 99999999999999999999 | line 1 has a number that is too large",
        "a = 1e999 | line 1 has a number that is too large",
        "a = \"open | line 1 has a string without its end",
        "a = 'open | line 1 has a string without its end",
        "a = \"\\q\" | line 1 has \\q in a string",
        "a = \"\\uD800\" | line 1 has a character code that is none",
        "a = \"\\uXYZ1\" | line 1 has a character code that is none",
        "a = \"\\UFFFFFFFF\" | line 1 has a character code that is none",
        "a = [1 2] | line 1 lacks a ,",
        "a = [1 | line 1 lacks a ,",
        "a = {b = 1 c = 2} | line 1 lacks a ,",
        "a = {b = 1, b = 2} | line 1 says b twice",
        "[a | line 1 lacks a ]",
        "[[a] | line 1 lacks a ]]",
        "[] | line 1 lacks a name",
        "[a.] | line 1 lacks a name",
      })
  void shouldNameWhatIsWrong(String document, String why) {
    assertThatThrownBy(() -> TomlReader.read(document))
        .isInstanceOf(UnreadableLine.class)
        .hasMessageContaining(why);
  }

  @Test
  void shouldNotLetALaterLineSayTheSameOnceMore() {
    assertThatThrownBy(() -> TomlReader.read("[a]\nb = 1\nc = 2\nb = 3"))
        .hasMessageContaining("line 4 says a.b once more");
    assertThatThrownBy(() -> TomlReader.read("[a]\nb = 1\n[a]\nc = 3"))
        .hasMessageContaining("line 3 begins a table that was there before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a=", "[{a=["})
  void shouldBoundHowDeepValuesAreNested(String opening) {
    assertThatThrownBy(() -> TomlReader.read("a = " + opening.repeat(100_000)))
        .isInstanceOf(UnreadableLine.class)
        .hasMessageContaining("nested more than " + TomlValues.DEPTH_MAX);
  }

  @Test
  void shouldBoundNamesValuesAndTheWholeText() {
    String name = "a" + ".a".repeat(TomlValues.NAMES_MAX);
    String values = "a = 1\n[b]\n".replace("a", "z");
    var many = new StringBuilder(values);
    for (int i = 0; i <= TomlReader.ENTRIES_MAX; i++) {
      many.append('k').append(i).append("=1\n");
    }

    assertThatThrownBy(() -> TomlReader.read(name + " = 1")).hasMessageContaining("too long");
    assertThatThrownBy(() -> TomlReader.read(many.toString()))
        .hasMessageContaining("is beyond the " + TomlReader.ENTRIES_MAX);
    assertThatThrownBy(() -> TomlReader.read("#".repeat(TomlText.CHARS_MAX + 1)))
        .hasMessageContaining("more than " + TomlText.CHARS_MAX);
    assertThatThrownBy(() -> TomlReader.read("a = 1\nb = \"\u0007\""))
        .hasMessage("line 2 has a control character");
  }

  @Test
  void shouldReadOrRefuseAnyText() {
    Chance.rounds(
        200,
        random -> {
          String text = text(random);
          try {
            TomlReader.read(text).forEach(e -> assertThat(e.line()).isPositive());
          } catch (UnreadableLine e) {
            assertThat(e.getMessage()).as(text).startsWith("line ");
          }
        });
  }

  private static String text(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return text.toString();
  }
}
