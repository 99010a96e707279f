package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.control.ControlJson;

/** What is just allowed, what is just not, and what somebody means harm with. */
class AttributeBordersTest {
  @ParameterizedTest
  @CsvSource({
    "TEXT, x",
    "TEXT, '<script>alert(1)</script>'",
    "TEXT, x; drop table contact; --",
    "TEXT, '{{name}}'",
    "TEXT, '%s${x}'",
    "TEXT, \ud83d\ude00",
    "NUMBER, 999999999999999",
    "NUMBER, -999999999999999",
    "NUMBER, 0.000000000000001",
    "NUMBER, 123456.789012345",
    "DATE, 0001-01-01",
    "DATE, 9999-12-31",
    "DATE, 2000-02-29",
    "BOOLEAN, true",
    "BOOLEAN, false",
    "LIST, a b|c d",
    "LIST, 'a,b'",
  })
  void shouldKeepWhatIsJustAllowedAsItIs(AttributeType type, String text) {
    AttributeValue value = type.parse(text);

    assertThat(value.text()).isEqualTo(text);
    assertThat(type.read(value.json())).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, 1000000000000001.5",
    "NUMBER, 1e15",
    "NUMBER, 1e-16",
    "NUMBER, 1e2147483647",
    "NUMBER, 123456789e2147483640",
    "NUMBER, -9e2147483646",
    "NUMBER, 1e-2147483647",
    "NUMBER, 1e99999999999",
    "NUMBER, +-1",
    "NUMBER, 1_000",
    "NUMBER, 1 000",
    "NUMBER, Infinity",
    "DATE, 0000-12-31",
    "DATE, 10000-01-01",
    "DATE, 1900-02-29",
    "DATE, 2026-1-1",
    "DATE, 2026-01-01T00:00:00Z",
    "DATE, ''",
    "BOOLEAN, ''",
    "BOOLEAN, tru",
    "BOOLEAN, 2",
    "LIST, ''",
    "LIST, '|'",
    "LIST, ';;'",
    "TEXT, ''",
    "TEXT, '   '",
  })
  void shouldRefuseWhatIsJustNotAllowed(AttributeType type, String text) {
    assertThatThrownBy(() -> type.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(type.rule());
  }

  @Test
  void shouldTakeOneLineOfWholeCharactersOnly() {
    List<String> broken =
        List.of(
            "a\rb",
            "a\nb",
            "a\tb",
            "a\u0000b",
            "a\u007fb",
            "a\u0085b",
            "a\u2028b",
            "a\u2029b",
            "a\ud83d",
            "\ude00a",
            "a\ud83db");

    for (String text : broken) {
      JsonValue words = ControlJson.array().add("fine").add(text).build();
      assertThatThrownBy(() -> AttributeType.TEXT.parse(text))
          .hasMessage(AttributeType.TEXT.rule());
      assertThatThrownBy(() -> AttributeType.TEXT.read(ControlJson.text(text)))
          .hasMessage(AttributeType.TEXT.rule());
      assertThatThrownBy(() -> AttributeType.LIST.read(words))
          .hasMessage(AttributeType.LIST.rule());
    }
  }

  /** As one field of a file it would come back as two words. */
  @ParameterizedTest
  @ValueSource(strings = {"a|b", "a;b", "|", ";", "a;", "|a"})
  void shouldTakeNoWordThatAFileWouldPart(String word) {
    assertThatThrownBy(() -> AttributeType.LIST.read(ControlJson.array().add(word).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(AttributeType.LIST.rule());
  }

  @Test
  void shouldCountEachWordOnceAndThirtyOfThem() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < AttributeType.WORDS_MAX; i++) {
      words.add("w" + i);
      words.add(" w" + i + " ");
    }
    String longest = "x".repeat(AttributeType.WORD_CHARS_MAX);

    assertThat(((AttributeValue.Words) AttributeType.LIST.words(words)).words())
        .hasSize(AttributeType.WORDS_MAX)
        .startsWith("w0", "w1")
        .doesNotHaveDuplicates();
    words.add("one more");
    assertThatThrownBy(() -> AttributeType.LIST.words(words)).hasMessage(AttributeType.LIST.rule());
    assertThat(AttributeType.LIST.parse(longest).text()).isEqualTo(longest);
  }

  @ParameterizedTest
  @EnumSource(AttributeType.class)
  void shouldTakeValuesOfItsOwnSortOnly(AttributeType type) {
    String[] sorts = {"\"two words\"", "7", "\"2026-01-31\"", "true", "[\"a\"]"};
    List<String> taken = new ArrayList<>();
    for (String json : sorts) {
      try {
        taken.add(type.read(value(json)).json().toString());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessage(type.rule());
      }
    }

    assertThat(taken)
        .isEqualTo(
            switch (type) {
              case TEXT -> List.of("\"two words\"", "\"2026-01-31\"");
              case NUMBER -> List.of("7");
              case DATE -> List.of("\"2026-01-31\"");
              case BOOLEAN -> List.of("true");
              case LIST -> List.of("[\"a\"]");
            });
  }

  @ParameterizedTest
  @EnumSource(AttributeType.class)
  void shouldRefuseNullAndObjects(AttributeType type) {
    for (String json : List.of("null", "{}", "{\"value\":1}", "[[\"a\"]]", "[null]", "[true]")) {
      assertThatThrownBy(() -> type.read(value(json)))
          .as(json)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(type.rule());
    }
  }

  /** What it does not take is whatever it is refused by its rule, and quickly. */
  @Test
  void shouldTakeAnyFieldOrRefuseItByItsRule() {
    Chance.rounds(
        2_000,
        random -> {
          AttributeType type = Chance.oneOf(random, AttributeType.values());
          String text = any(random);
          AttributeValue value;
          try {
            value = type.parse(text);
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage(type.rule());
            return;
          }
          assertThat(type.parse(value.text())).as(text).isEqualTo(value);
          assertThat(type.read(value.json())).as(text).isEqualTo(value);
          assertThat(value.text().length()).isLessThanOrEqualTo(30 * 61);
          assertThat(value.text().lines()).hasSize(1);
        });
  }

  @Test
  void shouldComeBackFromDocumentsAndFilesWhateverTheValue() {
    Chance.rounds(
        500,
        random -> {
          BigDecimal number =
              BigDecimal.valueOf(random.nextLong(999_999_999_999_999L), random.nextInt(16));
          LocalDate day = LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_059));
          AttributeValue kept = AttributeType.NUMBER.parse(number.toString());
          AttributeValue date = AttributeType.DATE.parse(day.toString());

          assertThat(new BigDecimal(kept.text())).isEqualByComparingTo(number);
          assertThat(kept.text()).doesNotContain("E");
          assertThat(AttributeType.NUMBER.read(kept.json())).isEqualTo(kept);
          assertThat(date).isEqualTo(new AttributeValue.Day(day));
          assertThat(AttributeType.DATE.read(date.json())).isEqualTo(date);
        });
  }

  @Test
  void shouldTellWhichTestsSuitWhichType() {
    for (AttributeType type : AttributeType.values()) {
      assertThat(AttributeComparison.SET.suits(type)).isTrue();
      assertThat(AttributeComparison.HAS.suits(type)).isEqualTo(type == AttributeType.LIST);
      assertThat(AttributeComparison.CONTAINS.suits(type)).isEqualTo(type == AttributeType.TEXT);
      boolean hasOrder = type == AttributeType.NUMBER || type == AttributeType.DATE;
      assertThat(AttributeComparison.BELOW.suits(type)).isEqualTo(hasOrder);
      assertThat(AttributeComparison.ABOVE.suits(type)).isEqualTo(hasOrder);
      assertThat(AttributeComparison.EQUALS.suits(type)).isEqualTo(type != AttributeType.LIST);
    }
  }

  private static String any(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(
          Chance.oneOf(
              random,
              "a",
              "7",
              "-",
              ".",
              "e",
              "E+",
              "99999",
              "2026-01-",
              "31",
              "|",
              ";",
              " ",
              "\n",
              "\u2028",
              "\u0000",
              "\ud83d",
              "\ude00",
              "\u00e4",
              "true",
              "no",
              "x".repeat(99)));
    }
    return text.toString();
  }

  private static JsonValue value(String json) {
    return ControlJson.read("{\"v\":" + json + "}").get("v");
  }
}
