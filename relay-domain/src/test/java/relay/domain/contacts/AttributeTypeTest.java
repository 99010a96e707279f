package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;

class AttributeTypeTest {
  @ParameterizedTest
  @CsvSource({
    "TEXT, ' Ann ', '\"Ann\"'",
    "TEXT, 7, '\"7\"'",
    "NUMBER, 7, 7",
    "NUMBER, -0.50, -0.5",
    "NUMBER, 1e3, 1000",
    "NUMBER, 123456789012345, 123456789012345",
    "NUMBER, 0, 0",
    "NUMBER, 0.00, 0",
    "DATE, ' 2026-02-28 ', '\"2026-02-28\"'",
    "DATE, 2024-02-29, '\"2024-02-29\"'",
    "BOOLEAN, Yes, true",
    "BOOLEAN, 1, true",
    "BOOLEAN, no, false",
    "LIST, a|b, '[\"a\",\"b\"]'",
    "LIST, ' a ; b ;a', '[\"a\",\"b\"]'",
  })
  void shouldReadAFieldOfAFile(AttributeType type, String text, String json) {
    assertThat(type.parse(text).json()).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT, '\"Ann\"', Ann",
    "TEXT, '\"=1+1\"', =1+1",
    "NUMBER, 2.50, 2.5",
    "NUMBER, 1E2, 100",
    "DATE, '\"1950-12-31\"', 1950-12-31",
    "BOOLEAN, true, true",
    "LIST, '[\"b\",\"a\",\"b\"]', b|a",
    "LIST, '[]', ''",
  })
  void shouldReadAValueOfADocument(AttributeType type, String json, String text) {
    assertThat(type.read(value(json)).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT, 7",
    "TEXT, '\"\"'",
    "TEXT, '\"  \"'",
    "TEXT, '\"a\\nb\"'",
    "TEXT, '\"\\u0000\"'",
    "TEXT, '\"half \\ud83d\"'",
    "NUMBER, '\"7\"'",
    "NUMBER, 1234567890123456",
    "NUMBER, 1e300",
    "NUMBER, 1e-300",
    "NUMBER, true",
    "DATE, '\"2026-02-30\"'",
    "DATE, '\"yesterday\"'",
    "DATE, '\"-0001-01-01\"'",
    "DATE, '\"+99999-01-01\"'",
    "DATE, 20260101",
    "BOOLEAN, 1",
    "BOOLEAN, '\"true\"'",
    "LIST, '\"a\"'",
    "LIST, '[1]'",
    "LIST, '[\"a|b\"]'",
    "LIST, '[\"\"]'",
    "LIST, '{}'",
  })
  void shouldRefuseAValueThatBreaksTheRule(AttributeType type, String json) {
    assertThatThrownBy(() -> type.read(value(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(type.rule());
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, '1,5'",
    "NUMBER, NaN",
    "NUMBER, ''",
    "NUMBER, 0x10",
    "NUMBER, 1e999999999",
    "NUMBER, 1e-2147483648",
    "DATE, 31.01.2026",
    "BOOLEAN, perhaps",
    "LIST, 'a||b'",
  })
  void shouldRefuseAFieldThatBreaksTheRule(AttributeType type, String text) {
    assertThatThrownBy(() -> type.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(type.rule());
  }

  @Test
  void shouldBoundTextsAndLists() {
    String longest = "x".repeat(AttributeType.TEXT_CHARS_MAX);
    String most = String.join("|", IntStream.range(0, 30).mapToObj(Integer::toString).toList());

    assertThat(AttributeType.TEXT.parse(longest).text()).isEqualTo(longest);
    assertThat(AttributeType.LIST.parse(most).text()).isEqualTo(most);
    assertThatThrownBy(() -> AttributeType.TEXT.parse(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AttributeType.LIST.parse(most + "|y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AttributeType.LIST.parse("w".repeat(61)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AttributeType.NUMBER.parse("0".repeat(41)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldBeEqualHoweverANumberIsWritten() {
    assertThat(AttributeType.NUMBER.parse("1.50")).isEqualTo(AttributeType.NUMBER.parse("1.5"));
    assertThat(AttributeType.NUMBER.parse("100")).isEqualTo(AttributeType.NUMBER.parse("1e2"));
  }

  @Test
  void shouldReadAgainWhatItHasWritten() {
    for (String json : new String[] {"\"Ann\"", "7.25", "\"2026-01-31\"", "true", "[\"a\"]"}) {
      for (AttributeType type : AttributeType.values()) {
        AttributeValue value;
        try {
          value = type.read(value(json));
        } catch (IllegalArgumentException e) {
          assertThat(e).hasMessage(type.rule());
          continue;
        }
        assertThat(type.read(value.json())).isEqualTo(value);
        assertThat(type.parse(value.text())).isEqualTo(value);
      }
    }
  }

  private static JsonValue value(String json) {
    return ControlJson.read("{\"v\":" + json + "}").get("v");
  }
}
