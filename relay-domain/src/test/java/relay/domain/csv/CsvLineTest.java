package relay.domain.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
  private static final int ROUNDS = 2_000;

  @Test
  void shouldReadPlainValues() {
    assertThat(CsvLine.read("bob@example.org,acme,news"))
        .containsExactly("bob@example.org", "acme", "news");
    assertThat(CsvLine.read("bob@example.org")).containsExactly("bob@example.org");
  }

  @Test
  void shouldReadEmptyValuesWhereverTheyStand() {
    assertThat(CsvLine.read("")).containsExactly("");
    assertThat(CsvLine.read(",")).containsExactly("", "");
    assertThat(CsvLine.read("a,,b,")).containsExactly("a", "", "b", "");
    assertThat(CsvLine.read("\"\",\"\"")).containsExactly("", "");
  }

  @Test
  void shouldReadCommasAndQuotesInQuotedValues() {
    assertThat(CsvLine.read("\"550 no, \"\"never\"\"\",x"))
        .containsExactly("550 no, \"never\"", "x");
    assertThat(CsvLine.read("\"\"\"\"")).containsExactly("\"");
  }

  @Test
  void shouldTakeAQuoteWithinAPlainValueAsItStands() {
    assertThat(CsvLine.read("say \"hi\",b")).containsExactly("say \"hi\"", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "a,\"open", "\"ends\"\"", "\"a\"b", "\"a\" ,b"})
  void shouldRefuseAQuotedValueThatDoesNotEndWhereItShould(String line) {
    assertThatThrownBy(() -> CsvLine.read(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a quoted value");
  }

  @Test
  void shouldQuoteOnlyWhatNeedsIt() {
    assertThat(CsvLine.write(List.of("a", "b c", "", "ü"))).isEqualTo("a,b c,,ü");
    assertThat(CsvLine.write(List.of("a,b", "c\"d"))).isEqualTo("\"a,b\",\"c\"\"d\"");
    assertThat(CsvLine.write(List.of())).isEmpty();
  }

  @Test
  void shouldNeverWriteMoreThanOneLine() {
    String line = CsvLine.write(List.of("550 no\r\nreally", "tab\there"));

    assertThat(line).isEqualTo("\"550 no  really\",\"tab here\"");
    assertThat(CsvLine.read(line)).containsExactly("550 no  really", "tab here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+49 170 1", "-x", "@SUM(A1)", "-2+3", "'=1", "''+1", "-"})
  void shouldWriteNoFormulaAndReadItBack(String value) {
    String line = CsvLine.write(List.of(value, "b"));

    assertThat(line).startsWith("'");
    assertThat(CsvLine.read(line)).containsExactly(value, "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "-0.25", "'s Gravenhage", "O'Hara", "a=b"})
  void shouldLeaveWhatIsNoFormulaAsItIs(String value) {
    assertThat(CsvLine.write(List.of(value))).isEqualTo(value);
    assertThat(CsvLine.read(value)).containsExactly(value);
  }

  @Test
  void shouldReadOtherSeparators() {
    assertThat(CsvLine.read("a;\"b;c\";d,e", ';')).containsExactly("a", "b;c", "d,e");
    assertThat(CsvLine.read("a\tb", '\t')).containsExactly("a", "b");
  }

  @Test
  void shouldReadBackWhatItWrites() {
    long seed = 42;
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> values = values(random);

      assertThat(CsvLine.read(CsvLine.write(values)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(values);
    }
  }

  @Test
  void shouldAnswerOrRefuseWhateverTheLineIs() {
    long seed = 43;
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var line = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        line.append("\",a ".charAt(random.nextInt(4)));
      }
      try {
        assertThat(CsvLine.read(line.toString())).as("%s", line).isNotEmpty();
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %d: %s", seed, line).hasMessageStartingWith("a quoted value");
      }
    }
  }

  private static List<String> values(Random random) {
    List<String> values = new ArrayList<>();
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      var value = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        value.append("ab,\" ü€'=-@+".charAt(random.nextInt(12)));
      }
      values.add(value.toString());
    }
    return values;
  }
}
