package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.settings.Settings;
import relay.domain.suppression.SpikeRules.Mode;
import relay.domain.suppression.SpikeRules.Thresholds;

/** The settings of spikes. */
class SpikeRulesTest {
  private static final SuppressionSettings USUAL =
      SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()));

  @Test
  void shouldBrakeBulkMailAloneUnlessToldOtherwise() {
    SpikeRules rules = USUAL.spikes();

    assertThat(rules.mode()).isEqualTo(Mode.BULK);
    assertThat(rules.bounces()).isEqualTo(new Thresholds(0.1, 0.3, 50, Duration.ofHours(1)));
    assertThat(rules.complaints().slow()).isCloseTo(0.003, within(1e-9));
    assertThat(rules.complaints().min()).isEqualTo(10);
    assertThat(rules.timesUsual()).isEqualTo(3);
    assertThat(rules.quiet()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void shouldHoldOtherwiseForAStreamWhatItsRuleNames() {
    SpikeRules rules =
        USUAL
            .with(
                Map.of(
                    "spikes", "all",
                    "spike-bounce-slow", "2.5",
                    "spike-complaints-min", "100",
                    "spike-suspend-for", "1d"))
            .spikes();

    assertThat(rules.mode()).isEqualTo(Mode.ALL);
    assertThat(rules.bounces()).isEqualTo(new Thresholds(0.025, 0.3, 50, Duration.ofHours(1)));
    assertThat(rules.complaints().min()).isEqualTo(100);
    assertThat(rules.suspendFor()).isEqualTo(Duration.ofDays(1));
    assertThat(rules.slowFor()).isEqualTo(USUAL.spikes().slowFor());
    assertThat(rules.placesMax()).isEqualTo(USUAL.spikes().placesMax());
  }

  @Test
  void shouldLeaveAllAsItIsWhereNothingIsNamed() {
    assertThat(USUAL.with(Map.of()).spikes()).isEqualTo(USUAL.spikes());
  }

  @ParameterizedTest
  @CsvSource({
    "suppression.spike-bounce-slow, 0",
    "suppression.spike-bounce-slow, 101",
    "suppression.spike-bounce-slow, NaN",
    "suppression.spike-complaint-suspend, -1",
    "suppression.spike-bounces-min, 1",
    "suppression.spike-times-usual, 0.5",
    "suppression.spike-slow-to, 0",
    "suppression.spikes, perhaps",
    "suppression.spike-places-max, 1"
  })
  void shouldRefuseWhatMakesNoSense(String key, String value) {
    assertThatThrownBy(
            () ->
                SuppressionSettings.from(
                    Settings.of(SuppressionSettings.ALL, Map.of(key, value), Map.of())))
        .hasMessageContaining(key);
  }
}
