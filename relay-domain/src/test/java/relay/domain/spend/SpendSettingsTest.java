package relay.domain.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class SpendSettingsTest {

  @Test
  void shouldCountInEurosAndLookAgainEachHour() {
    assertThat(settings(Map.of()))
        .isEqualTo(new SpendSettings("EUR", Duration.ofHours(1), Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"euro", "eur", "EU", "", "EURO", "€"})
  void shouldTakeACurrencyOfThreeLettersOnly(String text) {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> settings(Map.of("route-spend.currency", text)))
        .withMessageContaining("three capital letters");
  }

  private static SpendSettings settings(Map<String, String> file) {
    return SpendSettings.from(Settings.of(SpendSettings.ALL, file, Map.of()));
  }
}
