package relay.domain.campaign.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;

/** Who goes ahead. */
class CanaryTest {
  private static Optional<Canary> read(String json) {
    return Canary.read(new Fields(ControlJson.read(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"recipients\":500,\"wait\":\"PT2H\",\"then\":\"ask\"}",
        "{\"percent\":0.5,\"wait\":\"PT48H\",\"then\":\"go-on\"}",
      })
  void shouldWriteWhatItRead(String json) {
    assertThat(read(json).orElseThrow().write()).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource({
    "percent, '{\"wait\":\"PT1H\"}'",
    "percent, '{\"percent\":0,\"wait\":\"PT1H\"}'",
    "percent, '{\"percent\":101,\"wait\":\"PT1H\"}'",
    "percent, '{\"percent\":1,\"recipients\":5,\"wait\":\"PT1H\"}'",
    "recipients, '{\"recipients\":0,\"wait\":\"PT1H\"}'",
    "wait, '{\"percent\":1}'",
    "wait, '{\"percent\":1,\"wait\":\"PT0S\"}'",
    "then, '{\"percent\":1,\"wait\":\"PT1H\",\"then\":\"stop\"}'",
  })
  void shouldNameTheFieldThatIsWrong(String field, String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBeNobodyWhereNothingIsSaid() {
    assertThat(read("{}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"percent\":1', 1000, 10",
    "'\"percent\":1', 1001, 11",
    "'\"percent\":1', 5, 1",
    "'\"percent\":100', 5, 5",
    "'\"recipients\":20', 5, 5",
    "'\"recipients\":20', 5000, 20",
    "'\"percent\":1', 0, 0",
  })
  void shouldBeAPartOfAll(String size, long all, long expected) {
    assertThat(read("{" + size + ",\"wait\":\"PT1H\"}").orElseThrow().of(all)).isEqualTo(expected);
  }

  @Test
  void shouldKeepHowFarItHasCome() {
    var course = CanaryCourse.of(20).waitingUntil(Instant.parse("2026-01-01T12:00:00Z"));

    assertThat(CanaryCourse.read(new Fields(course.write()))).contains(course);
    assertThat(CanaryCourse.read(new Fields(course.passed().write()))).contains(course.passed());
    assertThat(CanaryCourse.read(new Fields(ControlJson.read("{}")))).isEmpty();
  }
}
