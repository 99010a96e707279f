package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

class TomlNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bare_key-1 | bare_key-1",
        "1234 | 1234",
        "3.14159 | 3/14159",
        "\"127.0.0.1\" | 127.0.0.1",
        "\"\" | ``",
        "'quoted \"value\"' | quoted \"value\"",
        "\"\\u00e9\" | \u00e9",
        "a.b.c | a/b/c",
        "a . b\t.  c | a/b/c",
        "site.\"google.com\" | site/google.com",
        "a.\"\".b | a//b",
        "true | true",
      })
  void shouldReadEachFormOfAKey(String key, String path) {
    assertThat(TomlReader.read(key + " = 1").get(0).path()).containsExactly(path.split("/", -1));
    assertThat(TomlReader.read("[ " + key + " ]\nx = 1").get(0).path())
        .containsExactly((path + "/x").split("/", -1));
    assertThat(TomlReader.read("t = {" + key + " = 1}").get(0).value().toString()).contains(":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\u00e9 = 1 | lacks a name",
        "a b = 1 | lacks a =",
        "a. = 1 | lacks a name",
        ".a = 1 | lacks a name",
        "a..b = 1 | lacks a name",
        "\"\"\"a\"\"\" = 1 | lacks a =",
        "a: 1 | lacks a =",
        "\"a = 1 | has a string without its end",
        "[a.b | lacks a ]",
        "[a]] | goes on where it should end",
        "[[a]]] | goes on where it should end",
        "[ [a]] | lacks a name",
        "[a] b = 1 | goes on where it should end",
        "[\"a] | has a string without its end",
        "x = {a.b = 1, a.b = 2} | says a.b twice",
        "x = {a = 1, a.b = 2} | says a.b twice",
        "x = {a.b = 1, a = 2} | says a twice",
        "x = {a = {}, a.b = 2} | says a.b twice",
        "x = {a. = 1} | lacks a name",
        "x = {= 1} | lacks a name",
        "x = {a} | lacks a =",
        "x = {, a = 1} | lacks a name",
        "x = [, 1] | has a value that is none",
        "x = [1,, 2] | has a value that is none",
      })
  void shouldRefuseWhatIsNoName(String document, String why) {
    assertThatThrownBy(() -> TomlReader.read("y = 0\n" + document))
        .isInstanceOf(UnreadableLine.class)
        .hasMessageStartingWith("line 2 " + why);
  }

  /** A slash is the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = 1/'a' = 2 | line 2 says a once more",
        "a.b = 1/a.b = 2 | line 2 says a.b once more",
        "a = 1/a.b = 2 | line 2 adds to a, which is complete",
        "a.b = 1/a = 2 | line 2 says a once more",
        "a = {b = 1}/a.c = 2 | line 2 adds to a, which is complete",
        "a = 1/[a] | line 2 begins a table that was there before",
        "a = 1/[a.b] | line 2 begins a table in a, which is a value",
        "a = {}/[a.b] | line 2 begins a table in a, which is a value",
        "a = []/[[a]] | line 2 begins an element of what is no array",
        "a.b = 1/[a] | line 2 begins a table that was there before",
        "[f]/a.c = 1/[f.a] | line 3 begins a table that was there before",
        "[f]/a.t.s = 1/[f.a.t] | line 3 begins a table that was there before",
        "[a]/[a] | line 2 begins a table that was there before",
        "[a]/[ 'a' ] | line 2 begins a table that was there before",
        "[a]/b = 1/[a.b] | line 3 begins a table that was there before",
        "[a]/[[a]] | line 2 begins an element of what is no array",
        "[a.b]/[[a]] | line 2 begins an element of what is no array",
        "[[a]]/[a] | line 2 begins a table that was there before",
        "[[a]]/[a.b]/[[a.b]] | line 3 begins an element of what is no array",
        "[[a]]/b = 1/b = 2 | line 3 says a.#0.b once more",
        "[[a.b]]/[a]/b.c = 1 | line 3 adds to a.b, which is complete",
        "[a.b.c]/z = 9/[a]/b.c.t = 1 | line 4 adds to a.b.c, which is complete",
      })
  void shouldLetNothingBeSaidTwice(String document, String why) {
    assertThatThrownBy(() -> TomlReader.read(document.replace('/', '\n')))
        .isInstanceOf(UnreadableLine.class)
        .hasMessageStartingWith(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[x.y.z]/a = 1/[x]/b = 2 | x.y.z.a x.b",
        "[f]/a.c = 1/a.t.s = 2/[f.a.x]/y = 3 | f.a.c f.a.t.s f.a.x.y",
        "[a.b]/x = 1/[a.c]/x = 2/[a]/x = 3 | a.b.x a.c.x a.x",
        "a.b = 1/a.c = 2/d = 3/a.e = 4 | a.b a.c d a.e",
        "[[f]]/n = 1/[f.p]/c = 2/[[f.v]]/n = 3/[[f.v]]/n = 4/[[f]]/n = 5/[[f.v]]/n = 6 "
            + "| f.#0.n f.#0.p.c f.#0.v.#0.n f.#0.v.#1.n f.#1.n f.#1.v.#0.n",
        "[[f]]/[f.p]/a = 1/[[f]]/[f.p]/a = 2 | f.#0.p.a f.#1.p.a",
        "[[a.b]]/x = 1/[a]/y = 2 | a.b.#0.x a.y",
      })
  void shouldReadTablesInAnyOrder(String document, String paths) {
    assertThat(TomlReader.read(document.replace('/', '\n')))
        .extracting(entry -> String.join(".", entry.path()))
        .containsExactly(paths.split(" "));
  }

  @Test
  void shouldPutNamesWithDotsTogetherWithinBraces() {
    assertThat(TomlReader.read("x = {a.b = 1, c = 2, a.'d.e' . f = [{g.h = 3}]}").get(0).value())
        .hasToString("{\"c\":2,\"a\":{\"b\":1,\"d.e\":{\"f\":[{\"g\":{\"h\":3}}]}}}");
  }

  @Test
  void shouldBoundKeysWithinBracesToo() {
    String deep = "a" + ".a".repeat(TomlValues.NAMES_MAX - 1);

    assertThat(TomlReader.read("x = {" + deep + " = 1}")).hasSize(1);
    assertThatThrownBy(() -> TomlReader.read("x = {" + deep + ".a = 1}"))
        .hasMessage("line 1 has a name that is too long");
    assertThatThrownBy(() -> TomlReader.read("x = {" + deep + " = [1]}"))
        .hasMessage("line 1 is nested more than 16 deep");
    assertThatThrownBy(() -> TomlReader.read("x = {" + "k".repeat(1_001) + " = 1}"))
        .hasMessage("line 1 has a name that is too long");
  }

  @Test
  void shouldReadAsDeepAsTheBoundAndNoDeeper() {
    int max = TomlValues.DEPTH_MAX;
    String deepest = "[".repeat(max) + "1" + "]".repeat(max);

    assertThat(TomlReader.read("a = " + deepest).get(0).value()).hasToString(deepest);
    assertThatThrownBy(() -> TomlReader.read("b = 1\na = [" + deepest + "]"))
        .hasMessage("line 2 is nested more than " + max + " deep");
  }

  @Test
  void shouldShowNoControlCharactersOfANameInARefusal() {
    String name = "\"\\u001b[2J\\u009b" + "x".repeat(900) + "\"";

    assertThatThrownBy(() -> TomlReader.read(name + " = 1\n" + name + " = 2"))
        .isInstanceOf(UnreadableLine.class)
        .hasMessageStartingWith("line 2 says  [2J x")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(650).doesNotContain("\u001b"));
  }

  @Test
  void shouldFindEachValueUnderItsNames() {
    Chance.rounds(
        50,
        random -> {
          var document = new StringBuilder();
          int tables = 1 + random.nextInt(20);
          for (int i = 0; i < tables; i++) {
            document.append(random.nextBoolean() ? "[[list]]\n" : "[t" + i + "]\n");
            document.append("# a comment\n".repeat(random.nextInt(3)));
            document.append("key = ").append(i).append('\n');
          }

          List<TomlEntry> entries = TomlReader.read(document.toString());

          String[] lines = document.toString().split("\n");
          assertThat(entries).hasSize(tables);
          for (int i = 0; i < tables; i++) {
            TomlEntry entry = entries.get(i);
            assertThat(entry.key()).isEqualTo("key");
            assertThat(entry.value()).hasToString("" + i);
            assertThat(lines[entry.line() - 1]).isEqualTo("key = " + i);
          }
        });
  }
}
