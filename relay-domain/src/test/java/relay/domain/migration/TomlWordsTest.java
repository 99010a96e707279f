package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

class TomlWordsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "+0, 0",
    "-0, 0",
    "+99, 99",
    "-17, -17",
    "5_349_221, 5349221",
    "1_2_3_4_5, 12345",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "0xDEADBEEF, 3735928559",
    "0xdead_beef, 3735928559",
    "0x00, 0",
    "0o755, 493",
    "0o0_1, 1",
    "0b1101_0110, 214",
  })
  void shouldReadWholeNumbers(String written, long number) {
    JsonValue read = read(written);

    assertThat(read).isInstanceOf(JsonNumber.class);
    assertThat(((JsonNumber) read).isIntegral()).isTrue();
    assertThat(((JsonNumber) read).longValueExact()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "+1.0, 1.0",
    "3.1415, 3.1415",
    "-0.01, -0.01",
    "5e+22, 5e22",
    "1e06, 1e6",
    "-2E-2, -0.02",
    "6.626e-34, 6.626e-34",
    "224_617.445_991_228, 224617.445991228",
    "1_0e1_0, 1e11",
    "0.0, 0",
    "0e0, 0",
  })
  void shouldReadBrokenNumbers(String written, double number) {
    assertThat(((JsonNumber) read(written)).doubleValue()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "+inf", "-inf", "nan", "+nan", "-nan"})
  void shouldReadNumbersThatJsonLacksAsTexts(String written) {
    assertThat(((JsonString) read(written)).getString()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1979-05-27T07:32:00Z",
        "1979-05-27T00:32:00-07:00",
        "1979-05-27T00:32:00.999999+14:00",
        "1979-05-27t07:32:00z",
        "1979-05-27 07:32:00Z",
        "1979-05-27 07:32:00.5",
        "1979-05-27T07:32:00",
        "1990-12-31T23:59:60Z",
        "1979-05-27",
        "2024-02-29",
        "07:32:00",
        "00:32:00.999999",
      })
  void shouldReadDatesAndTimesAsTexts(String written) {
    assertThat(((JsonString) read(written)).getString()).isEqualTo(written);
    assertThat(TomlReader.read("a = [" + written + " , 1] # c").get(0).value())
        .hasToString("[\"" + written + "\",1]");
    assertThat(TomlReader.read("a = " + written + "   # comment")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "007",
        "-01",
        "03.14",
        "_1",
        "1_",
        "1__0",
        "+-1",
        "+",
        "-",
        "0x",
        "0x_1",
        "0x1_",
        "0xG",
        "+0x1",
        "-0b1",
        "0X1",
        "0o8",
        "0b2",
        "1.",
        ".5",
        "1.e5",
        "1._5",
        "1e",
        "1e5.5",
        "1.2.3",
        "e5",
        "Inf",
        "NaN",
        "infinity",
        "True",
        "FALSE",
        "yes",
        "null",
        "1979-13-01",
        "1979-02-30",
        "2023-02-29",
        "1979-5-27",
        "79-05-27",
        "1979-05-27T",
        "1979-05-27T25:00:00Z",
        "1979-05-27T07:61:00Z",
        "1979-05-27T07:32:00+25:00",
        "1979-05-27T07:32:00Zulu",
        "1979-05-27x",
        "24:00:00",
        "7:32:00",
        "07:32:00.",
        "07:32:61",
        "07:32:00Z",
      })
  void shouldRefuseWordsThatAreNoValue(String written) {
    assertThatThrownBy(() -> read(written))
        .isInstanceOf(UnreadableLine.class)
        .hasMessage("line 1 has a value that is none; texts stand in quotes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "0xFFFFFFFFFFFFFFFFF",
        "1e400",
        "-1e400",
      })
  void shouldRefuseNumbersThatAreTooLarge(String written) {
    assertThatThrownBy(() -> read(written)).hasMessage("line 1 has a number that is too large");
  }

  @Test
  void shouldBoundHowLongAWordIs() {
    for (String endless : new String[] {"1", "1_", "0x1", "1.0", "2026-01-01 1", "a", ":", "1e"}) {
      assertThatThrownBy(() -> read(endless.repeat(100_000)))
          .as(endless)
          .isInstanceOf(UnreadableLine.class)
          .hasMessageStartingWith("line 1 has a ");
    }
    assertThatThrownBy(() -> read("1".repeat(41)))
        .hasMessage("line 1 has a number of more than 40 characters");
    assertThat(read("0." + "1".repeat(38))).isInstanceOf(JsonNumber.class);
  }

  @Test
  void shouldNotTakeWhatStandsBehindADateForItsTime() {
    assertThatThrownBy(() -> read("1979-05-27 7")).isInstanceOf(UnreadableLine.class);
    assertThatThrownBy(() -> read("1979-05-27 x")).hasMessage("line 1 goes on where it should end");
    assertThatThrownBy(() -> read("1979-05-27  07:32:00"))
        .hasMessage("line 1 goes on where it should end");
  }

  @Test
  void shouldReadEveryWholeNumberInEachBase() {
    Chance.rounds(
        200,
        random -> {
          long number = random.nextLong() >>> random.nextInt(64) & Long.MAX_VALUE;

          assertThat(read("0x" + Long.toHexString(number))).hasToString("" + number);
          assertThat(read("0o" + Long.toOctalString(number))).hasToString("" + number);
          if (number < 1L << 38) {
            assertThat(read("0b" + Long.toBinaryString(number))).hasToString("" + number);
          }
          assertThat(read("" + -number)).hasToString("" + -number);
        });
  }

  private static JsonValue read(String written) {
    return TomlReader.read("a = " + written).get(0).value();
  }
}
