package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of models as people, and those who mean no good, write them. */
class ProviderModelTest {
  private static final ProviderModels SHIPPED = ProviderModels.shipped();

  @Test
  void shouldTakeAllAtOnceWhereAModelSaysNothing() {
    ProviderModel model = SampleModel.with("");

    assertThat(model.sites()).isOne();
    assertThat(model.domains()).isOne();
    assertThat(model.perMinute()).isEqualTo(10_000_000);
    assertThat(model.connections()).isEqualTo(10_000_000);
    assertThat(model.greylist()).isZero();
    assertThat(model.unknownPercent()).isZero();
    assertThat(model.attemptMin()).isEqualTo(Duration.ofMillis(100));
    assertThat(model.attemptMax()).isEqualTo(Duration.ofMillis(100));
    assertThat(model.tooFast()).hasToString("451 4.7.1 You are sending too fast");
    assertThat(model.tooMany()).hasToString("421 4.7.0 Too many connections from your host");
    assertThat(model.blocked().toString()).startsWith("421 4.7.1 Your address has a poor");
  }

  @Test
  void shouldReadEachField() {
    ProviderModel model =
        SampleModel.with(
            """
            "about": ["anything"], "sites": 3, "domains": 4, "per_minute": 5, "connections": 6,
            "greylist_seconds": 7, "unknown_percent": 8.5, "attempt_ms_min": 9,
            "attempt_ms_max": 10, "too_fast": "450 4.2.1 slowly", "too_many": "421 full",
            "blocked": "554 5.7.1 go away"
            """);

    assertThat(model.id()).isEqualTo("x");
    assertThat(model.sites()).isEqualTo(3);
    assertThat(model.domains()).isEqualTo(4);
    assertThat(model.perMinute()).isEqualTo(5);
    assertThat(model.connections()).isEqualTo(6);
    assertThat(model.greylist()).isEqualTo(Duration.ofSeconds(7));
    assertThat(model.unknownPercent()).isEqualTo(8.5);
    assertThat(model.attemptMin()).isEqualTo(Duration.ofMillis(9));
    assertThat(model.attemptMax()).isEqualTo(Duration.ofMillis(10));
    assertThat(model.tooFast()).hasToString("450 4.2.1 slowly");
    assertThat(model.tooMany().status()).as("none was given").isEmpty();
    assertThat(model.blocked().isPermanent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sites\":10000",
        "\"domains\":10000",
        "\"per_minute\":0",
        "\"per_minute\":10000000",
        "\"connections\":1",
        "\"greylist_seconds\":0",
        "\"greylist_seconds\":86400",
        "\"unknown_percent\":0",
        "\"unknown_percent\":100",
        "\"unknown_percent\":1e-3",
        "\"attempt_ms_min\":600000",
        "\"attempt_ms_max\":100",
        "\"about\":null",
        "\"too_fast\":\"599 x\"",
      })
  void shouldTakeWhatIsJustWithinTheBounds(String field) {
    assertThat(SampleModel.with(field).hostsOf(7)).containsExactly("mx7.x.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"sites\":10001 | sites must be a whole number from 1 to 10000",
        "\"sites\":18446744073709551617 | sites must be a whole number from 1 to 10000",
        "\"domains\":0 | domains must be a whole number from 1 to 10000",
        "\"domains\":\"5\" | domains must be a whole number from 1 to 10000",
        "\"domains\":null | domains must be a whole number",
        "\"per_minute\":-1 | per_minute must be a whole number from 0 to 10000000",
        "\"per_minute\":10000001 | per_minute must be a whole number from 0 to 10000000",
        "\"per_minute\":-18446744073709551616 | per_minute must be a whole number from 0",
        "\"per_minute\":1e400 | per_minute must be a whole number",
        "\"connections\":0 | connections must be a whole number from 1 to 10000000",
        "\"connections\":true | connections must be a whole number",
        "\"greylist_seconds\":86401 | greylist_seconds must be a whole number from 0 to 86400",
        "\"greylist_seconds\":4294967596 | greylist_seconds must be a whole number",
        "\"unknown_percent\":-0.1 | unknown_percent must be a number from 0 to 100",
        "\"unknown_percent\":1e400 | unknown_percent must be a number from 0 to 100",
        "\"unknown_percent\":\"5\" | unknown_percent must be a number from 0 to 100",
        "\"attempt_ms_min\":0 | attempt_ms_min must be a whole number from 1 to 600000",
        "\"attempt_ms_max\":99 | attempt_ms_max must be a whole number from 100 to 600000",
        "\"attempt_ms_max\":600001 | attempt_ms_max must be a whole number from 100 to 600000",
        "\"too_fast\":451 | too_fast must be a reply such as 451 4.7.1 too fast",
        "\"too_fast\":null | too_fast must be a reply",
        "\"too_fast\":\"\" | too_fast must be a reply",
        "\"too_many\":\"250 2.0.0 welcome\" | too_many must be a reply",
        "\"too_many\":\"421\" | too_many must be a reply",
        "\"too_many\":\"421 \" | too_many must be a reply",
        "\"blocked\":\"421 a\\r\\n250 b\" | blocked must be a reply",
        "\"blocked\":[\"421 no\"] | blocked must be a reply",
        "\"Sites\":1 | Sites is not known",
        "\"\":1 | is not known",
        "\"hosts\":{} | hosts must be 1 to 20 names, % for the number of a site",
        "\"hosts\":\"mx.a.example\" | hosts must be 1 to 20 names",
        "\"hosts\":[1] | hosts must be 1 to 20 names",
        "\"hosts\":[null] | hosts must be 1 to 20 names",
        "\"hosts\":[true,\"mx.a.example\"] | hosts must be 1 to 20 names",
        "\"hosts\":[[\"mx.a.example\"]] | hosts must be 1 to 20 names",
        "\"hosts\":[\"\"] | hosts must be 1 to 20 names",
        "\"hosts\":[\"MX.a.example\"] | hosts must be 1 to 20 names",
        "\"hosts\":[\"mx.a.example\\nmx\"] | hosts must be 1 to 20 names",
        "\"hosts\":[\"../../etc\"] | hosts must be 1 to 20 names",
        "\"hosts\":[\"mx.a.example\"],\"sites\":2 | hosts must contain % where there are several",
      })
  void shouldNameModelAndFieldOfWhatIsOutOfBounds(String field, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleModel.with(field))
        .withMessageStartingWith("model x: ")
        .withMessageContaining(why);
  }

  @Test
  void shouldCutReplyAndHostsAtTheirLength() {
    String longest = "x".repeat(500);

    assertThat(SampleModel.with("\"blocked\":\"421 " + longest + "\"").blocked().toString())
        .endsWith(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleModel.with("\"blocked\":\"421 x" + longest + "\""));
    assertThat(SampleModel.with("\"hosts\":[" + hosts(20, 1) + "]").hostsOf(0)).hasSize(20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleModel.with("\"hosts\":[" + hosts(21, 1) + "]"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleModel.with("\"hosts\":[" + hosts(1, 254) + "]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "{",
        "{}{}",
        "{\"x\":}",
        "not JSON",
        "\u0000",
        "{'x':1}"
      })
  void shouldTellWhatAFileOfModelsIs(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SHIPPED.with(text))
        .withMessage(
            "the models must be one JSON object such as {\"mine\":{\"hosts\":[\"mx.example.net\"]}}");
  }

  @Test
  void shouldNotFallDeepWithAFileThatNests() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SHIPPED.with("{\"a\":".repeat(50_000)))
        .withMessageStartingWith("the models must be");
  }

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "0, true",
    "own-1, true",
    "-own, false",
    "Own, false",
    "own_1, false",
    "ö, false",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, true",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
  })
  void shouldTakeShortNamesOnly(String id, boolean isTaken) {
    String file = "{\"" + id + "\":{\"hosts\":[\"mx.a.example\"]}}";

    if (isTaken) {
      assertThat(SHIPPED.with(file).ids()).contains(id);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SHIPPED.with(file))
          .withMessage("model " + id + " must have a short name and be an object");
    }
  }

  @Test
  void shouldBoundHowManyModelsThereAre() {
    int room = ProviderModels.MODELS_MAX - SHIPPED.ids().size();

    assertThat(SHIPPED.with(models(room)).ids()).hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SHIPPED.with(models(room + 1)))
        .withMessage("more than 200 models");
  }

  @Test
  void shouldReplaceAModelAsAWholeAndLeaveTheOldOnesAlone() {
    ProviderModels own = SHIPPED.with("{\"google\":{\"hosts\":[\"mx.google.com\"]}}");

    assertThat(own.named("google").unknownPercent()).as("not that of the shipped one").isZero();
    assertThat(own.ids()).containsExactlyElementsOf(SHIPPED.ids());
    assertThat(SHIPPED.named("google").unknownPercent()).isEqualTo(0.8);
    assertThat(SHIPPED.with("{}").ids()).isEqualTo(SHIPPED.ids());
  }

  @Test
  void shouldSayWhichModelsThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SHIPPED.named("gogle"))
        .withMessageStartingWith("there is no model gogle; known are [google, ")
        .withMessageContaining("patient");
  }

  private static String hosts(int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + "h".repeat(length) + "\"")
        .collect(Collectors.joining(","));
  }

  private static String models(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"m" + i + "\":{\"hosts\":[\"mx" + i + ".m.example\"]}")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
