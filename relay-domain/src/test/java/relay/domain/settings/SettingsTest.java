package relay.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Setting<Integer> PORT =
      new Setting<>("listener.*.port", SettingType.port(), "0", "The port.");
  private static final Setting<Duration> PATIENCE =
      new Setting<>(
          "delivery.patience",
          SettingType.duration(Duration.ofMillis(1), Duration.ofDays(1)),
          "30s",
          "How long to wait.");
  private static final List<Setting<?>> DECLARED = List.of(PORT, PATIENCE);

  @Test
  void shouldTakeTheDefaultWhenNothingIsGiven() {
    var settings = Settings.of(DECLARED, Map.of(), Map.of());

    assertThat(settings.get(PATIENCE)).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.isGiven(PATIENCE)).isFalse();
  }

  @Test
  void shouldLetTheEnvironmentWinOverTheFile() {
    var settings =
        Settings.of(
            DECLARED,
            Map.of("delivery.patience", "5m"),
            Map.of("RELAY_DELIVERY_PATIENCE", "250ms"));

    assertThat(settings.get(PATIENCE)).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void shouldKnowTheNamesOfNamedSettingsFromFileAndEnvironment() {
    var settings =
        Settings.of(
            DECLARED,
            Map.of("listener.mx.port", "25"),
            Map.of("RELAY_LISTENER_SUBMISSION_PORT", "587"));

    assertThat(settings.names(PORT)).containsExactly("mx", "submission");
    assertThat(settings.get(PORT, "submission")).isEqualTo(587);
  }

  @Test
  void shouldRefuseAnUnknownKeyByName() {
    assertThatThrownBy(() -> Settings.of(DECLARED, Map.of("delivery.pateince", "5m"), Map.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("delivery.pateince");
  }

  @Test
  void shouldNameKeyValueAndRuleOfABadValue() {
    assertThatThrownBy(() -> Settings.of(DECLARED, Map.of("listener.mx.port", "70000"), Map.of()))
        .hasMessage("setting listener.mx.port = 70000: must be a whole number from 0 to 65535");
  }

  @Test
  void shouldRefuseADurationWithoutUnit() {
    assertThatThrownBy(() -> Settings.of(DECLARED, Map.of("delivery.patience", "30"), Map.of()))
        .hasMessageContaining("30s");
  }
}
