package relay.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.Lane;

/** Every way to write a field of a control object, right and wrong. */
class FieldsTest {

  @Test
  void shouldTakeTheDefaultForWhatIsAbsentOrNull() {
    for (String json : List.of("{}", "{'a':null}")) {
      Fields fields = fields(json);

      assertThat(fields.text("a")).isEmpty();
      assertThat(fields.number("a", 0, 9, 7)).isEqualTo(7);
      assertThat(fields.yesNo("a", true)).isTrue();
      assertThat(fields.yesNo("a", false)).isFalse();
      assertThat(fields.word("a", Lane.class)).isEmpty();
      assertThat(fields.words("a", Lane.class)).isEmpty();
      assertThat(fields.duration("a", Duration.ZERO, Duration.ofDays(1))).isEmpty();
      assertThat(fields.instant("a")).isEmpty();
      assertThat(fields.list("a", "must be x", t -> t)).isEmpty();
      assertThat(fields.within("a").text("b")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "-3, -3", "9, 9", "-0, 0"})
  void shouldReadWholeNumbersWithinTheBounds(String json, long number) {
    assertThat(fields("{'a':" + json + "}").number("a", -3, 9, 5)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-4",
        "10",
        "1.5",
        "'7'",
        "true",
        "[7]",
        "{}",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551623",
        "1e3",
        "1e400",
        "1e-400",
        "1e99999",
        "1e999999999"
      })
  void shouldRefuseWhatIsNoNumberWithinTheBounds(String json) {
    Fields fields = fields("{'a':" + json + "}");

    refused(() -> fields.number("a", -3, 9, 5), "a", "must be a whole number from -3 to 9");
  }

  @Test
  void shouldRefuseANumberOfAThousandDigits() {
    for (int digits : new int[] {19, 400, 1_099}) {
      Fields fields = fields("{'a':" + "9".repeat(digits) + "}");

      refused(() -> fields.number("a", 0, 9, 0), "a", "must be a whole number from 0 to 9");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'true'", "0", "1", "'yes'", "[]", "{}"})
  void shouldRefuseWhatIsNeitherTrueNorFalse(String json) {
    Fields fields = fields("{'a':" + json + "}");

    refused(() -> fields.yesNo("a", true), "a", "must be true or false");
  }

  @Test
  void shouldBoundTexts() {
    assertThat(fields("{'a':'" + "x".repeat(4000) + "'}").text("a").orElseThrow()).hasSize(4000);
    Fields longer = fields("{'a':'" + "x".repeat(4001) + "'}");
    refused(() -> longer.text("a"), "a", "must be a text of at most 4000 characters");
    refused(() -> fields("{'a':1}").text("a"), "a", "must be a text of at most 4000 characters");
  }

  @Test
  void shouldReadTheWordsOfConstants() {
    assertThat(fields("{'a':'otp'}").word("a", Lane.class)).contains(Lane.OTP);
    assertThat(fields("{'a':['bulk','otp','bulk']}").words("a", Lane.class))
        .containsExactly(Lane.BULK, Lane.OTP);
    assertThat(Fields.word(Lane.TRANSACTIONAL)).isEqualTo("transactional");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'OTP'", "''", "' otp'", "'otp,bulk'", "'slow'"})
  void shouldNameTheWordsThatThereAre(String json) {
    refused(
        () -> fields("{'a':" + json + "}").word("a", Lane.class),
        "a",
        "must be one of otp, transactional, bulk");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT0S", "PT5M, PT5M", "P30D, PT720H", "P1DT1S, PT24H1S", "PT60M, PT1H"})
  void shouldReadTimesOfIso8601(String text, Duration time) {
    assertThat(fields("{'a':'" + text + "'}").duration("a", Duration.ZERO, Duration.ofDays(30)))
        .contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5m",
        "PT",
        "P31D",
        "-PT1S",
        "PT-1S",
        "P1M",
        "PT1",
        "PT9999999999999999999S",
        "PT9223372036854775807S"
      })
  void shouldRefuseWhatIsNoTimeWithinTheBounds(String text) {
    Fields fields = fields("{'a':'" + text + "'}");

    refused(
        () -> fields.duration("a", Duration.ZERO, Duration.ofDays(30)),
        "a",
        "must be a duration from PT0S to PT720H, such as PT5M or P30D");
  }

  @Test
  void shouldReadInstants() {
    assertThat(fields("{'a':'2026-01-31T12:00:00Z'}").instant("a"))
        .contains(Instant.parse("2026-01-31T12:00:00Z"));
    for (String text : List.of("", "now", "2026-01-31", "2026-02-30T12:00:00Z", "1769860800")) {
      refused(
          () -> fields("{'a':'" + text + "'}").instant("a"),
          "a",
          "must be an instant such as 2026-01-31T12:00:00Z");
    }
  }

  @Test
  void shouldNameTheItemOfAListThatBreaksTheRule() {
    Fields fields = fields("{'a':['1','2','x'],'b':['1',2],'c':'1','d':[[]]}");

    refused(() -> fields.list("a", "must be n", Integer::valueOf), "a[2]", "must be n");
    refused(() -> fields.list("b", "must be n", Integer::valueOf), "b[1]", "must be a text");
    refused(
        () -> fields.list("c", "must be n", Integer::valueOf),
        "c",
        "must be a list of at most 1000 texts");
    refused(() -> fields.list("d", "must be n", Integer::valueOf), "d[0]", "must be a text");
  }

  @Test
  void shouldBoundLists() {
    String most = "'x',".repeat(999) + "'x'";
    assertThat(fields("{'a':[" + most + "]}").list("a", "", t -> t)).hasSize(1000);
    assertThat(fields("{'a':[" + most + "]}").set("a", "", t -> t)).hasSize(1);
    Fields more = fields("{'a':[" + most + ",'x']}");
    refused(() -> more.list("a", "", t -> t), "a", "must be a list of at most 1000 texts");
  }

  @Test
  void shouldNameFieldsWithinFieldsByTheirPath() {
    Fields inner = fields("{'a':{'b':{'c':'x'}}}").within("a").within("b");

    refused(() -> inner.number("c", 0, 1, 0), "a.b.c", "must be a whole number from 0 to 1");
    assertThat(inner.invalid("d", "must go")).hasMessage("a.b.d must go");
    refused(() -> fields("{'a':[]}").within("a"), "a", "must be an object");
    refused(() -> fields("{'a':{'b':1}}").within("a").within("b"), "a.b", "must be an object");
  }

  /** Whatever stands in a document, it is read or the field that is wrong is told. */
  @Test
  void shouldReadOrNameTheFieldWhateverStandsThere() {
    String[] values = {
      "null",
      "true",
      "'x'",
      "''",
      "'otp'",
      "'PT1S'",
      "0",
      "-1",
      "1.5",
      "1e9",
      "[]",
      "['x']",
      "[1]",
      "{}",
      "{'a':1}",
      "'\\u0000'",
      "'\\ud83d'",
      "[[[]]]"
    };
    Chance.rounds(
        500,
        random -> {
          Fields fields = fields("{'a':" + Chance.oneOf(random, values) + "}");
          try {
            switch (random.nextInt(7)) {
              case 0 -> fields.number("a", 0, 1000, 0);
              case 1 -> fields.text("a");
              case 2 -> fields.yesNo("a", false);
              case 3 -> fields.words("a", Lane.class);
              case 4 -> fields.duration("a", Duration.ZERO, Duration.ofDays(1));
              case 5 -> fields.instant("a");
              default -> fields.within("a").text("a");
            }
          } catch (InvalidField e) {
            assertThat(e.field()).startsWith("a");
            assertThat(e.rule()).startsWith("must be");
          }
        });
  }

  private static void refused(ThrowingCallable call, String field, String rule) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidField.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.rule()).isEqualTo(rule);
            });
  }

  private static Fields fields(String json) {
    return new Fields(ControlJson.read(json.replace('\'', '"')));
  }
}
