package relay.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.queue.BrokerSettings;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** New mail is refused before what was accepted comes to harm. */
class GuardSettingsTest {

  /** The relay must refuse before its broker blocks, or clients would wait and not be told. */
  @Test
  void shouldRefuseNewMailBeforeTheBrokerStopsTakingAny() {
    BrokerSettings broker =
        BrokerSettings.from(Settings.of(BrokerSettings.ALL, Map.of(), Map.of()));

    assertThat(from(Map.of()).diskReserve()).isGreaterThan(4 * broker.diskReserve());
  }

  @ParameterizedTest
  @CsvSource({
    "1048576, 50, 1048576, 50",
    "1MB, 100, 1048576, 100",
    "4096GB, 99, 4398046511104, 99"
  })
  void shouldTakeItsBoundsThemselves(String disk, String heap, long octets, int percent) {
    GuardSettings settings =
        from(Map.of("guard.disk-reserve", disk, "guard.heap-percent-max", heap));

    assertThat(settings)
        .isEqualTo(new GuardSettings(octets, percent, 1L << 30, 85, 500, Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "guard.disk-reserve | 1048575 | a size such as 512KB, 25MB, 2GB; from 1048576 to"
            + " 4398046511104 octets",
        "guard.disk-reserve | 4097GB | a size such as 512KB",
        "guard.disk-reserve | 0 | a size such as 512KB",
        "guard.heap-percent-max | 49 | a whole number from 50 to 100",
        "guard.heap-percent-max | 101 | a whole number from 50 to 100",
        "guard.heap-percent-max | 92% | a whole number from 50 to 100"
      })
  void shouldNameTheSettingThatCannotBe(String key, String value, String rule) {
    assertThatThrownBy(() -> from(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("setting " + key + " = " + value + ": must be " + rule);
  }

  @Test
  void shouldObeyTheEnvironmentBeforeTheFile() {
    Settings settings =
        Settings.of(
            GuardSettings.ALL,
            Map.of("guard.heap-percent-max", "60"),
            Map.of("RELAY_GUARD_HEAP_PERCENT_MAX", "70"));

    assertThat(GuardSettings.from(settings).heapPercentMax()).isEqualTo(70);
  }

  private static GuardSettings from(Map<String, String> file) {
    return GuardSettings.from(Settings.of(GuardSettings.ALL, file, Map.of()));
  }
}
