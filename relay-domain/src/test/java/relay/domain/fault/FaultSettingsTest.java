package relay.domain.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Crash tests die where they say, or do not start. */
class FaultSettingsTest {
  static final List<String> STEPS = FaultPoint.STEPS;

  @ParameterizedTest
  @FieldSource("STEPS")
  void shouldBeArmedAtEachStep(String step) {
    FaultSettings settings = from(Map.of("test.fault-point", step));

    assertThat(settings).isEqualTo(new FaultSettings(step, 0));
    assertThat(settings.isArmed()).isTrue();
  }

  @Test
  void shouldBeArmedNowhereByItself() {
    assertThat(from(Map.of()).isArmed()).isFalse();
    assertThat(from(Map.of("test.fault-passes", "7")).isArmed()).isFalse();
  }

  /** A step that is never reached lets the process live, and the test of it proves nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"moved-on", "answer", "-", "Answered", "none", "answered,moved", "room"})
  void shouldRefuseAStepThatNoCodeReaches(String step) {
    assertThatThrownBy(() -> from(Map.of("test.fault-point", step)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "setting test.fault-point = "
                + step
                + ": must be the name of a step in docs/message-life.md, or empty");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "10000000, true", "-1, false", "10000001, false", "'', false"})
  void shouldBoundHowOftenTheStepIsPassed(String passes, boolean taken) {
    Map<String, String> file = Map.of("test.fault-passes", passes);

    if (taken) {
      assertThat(from(file).passes()).isEqualTo(Integer.parseInt(passes));
    } else {
      assertThatThrownBy(() -> from(file))
          .hasMessageStartingWith(
              "setting test.fault-passes = " + passes + ": must be a whole number");
    }
  }

  @Test
  void shouldHaveEachNamedStepInItsList() throws IllegalAccessException {
    List<String> named = new ArrayList<>();
    for (Field field : FaultPoint.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        named.add((String) field.get(null));
      }
    }

    assertThat(FaultPoint.STEPS).containsExactlyInAnyOrderElementsOf(named);
  }

  /** The table of a mail's life and the places where a test can end it are the same. */
  @Test
  void shouldBeTheStepsOfTheDocument() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "message-life.md"));

    List<String> rows =
        Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
            .matcher(document)
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();

    assertThat(rows).containsExactlyInAnyOrderElementsOf(FaultPoint.STEPS);
  }

  @Test
  void shouldPassEveryStepOfARelayThatCarriesMail() {
    FaultPoint.STEPS.forEach(FaultPoint.NONE::reached);

    assertThat(FaultPoint.STEPS).doesNotHaveDuplicates();
  }

  private static FaultSettings from(Map<String, String> file) {
    return FaultSettings.from(Settings.of(FaultSettings.ALL, file, Map.of()));
  }
}
