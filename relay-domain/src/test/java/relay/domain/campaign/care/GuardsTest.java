package relay.domain.campaign.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Guards and what they did, as fields. */
class GuardsTest {
  private static Guards read(String json) {
    return Guards.read(new Fields(ControlJson.read(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sample\":50}",
        "{\"bounces\":{\"stop\":3}}",
        "{\"sample\":1,\"complaints\":{\"slow\":0.05,\"stop\":0.1},\"deferrals\":{\"slow\":0}}",
      })
  void shouldWriteWhatWasSaidAndNoMore(String json) {
    assertThat(read(json).write()).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource({
    "bounces.slow, '{\"bounces\":{\"slow\":101}}'",
    "bounces.stop, '{\"bounces\":{\"stop\":-1}}'",
    "complaints.stop, '{\"complaints\":{\"stop\":\"0.3\"}}'",
    "complaints.stop, '{\"complaints\":{\"stop\":0.0000001}}'",
    "deferrals, '{\"deferrals\":5}'",
    "unsubscribes.slow, '{\"unsubscribes\":{\"slow\":5,\"stop\":4}}'",
    "sample, '{\"sample\":0}'",
  })
  void shouldNameTheFieldThatIsWrong(String field, String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldKeepWhatAGuardHasDone() {
    var finding =
        new GuardRules.Finding(Guard.COMPLAINTS, GuardLevel.SLOW, 7, 6_000, new BigDecimal("0.1"));
    var trip = new GuardTrip(finding, Instant.parse("2026-01-01T12:00:00Z"), 30);

    assertThat(GuardTrip.read(new Fields(trip.write()))).contains(trip);
    assertThat(trip.words()).isEqualTo("complaints: 7 of 6000 mails, 0.12 %, limit 0.1 %");
    assertThat(GuardTrip.read(new Fields(ControlJson.read("{}")))).isEmpty();
    assertThat(GuardTrip.read(new Fields(ControlJson.read("{\"name\":\"later\"}")))).isEmpty();
    assertThat(GuardTrip.percent(1, 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "101", "many", "0.0000001"})
  void shouldRefusePercentThatIsNone(String text) {
    assertThatThrownBy(
            () ->
                Settings.of(
                    GuardSettings.ALL, Map.of("campaign.guard-bounces-slow", text), Map.of()))
        .isInstanceOf(InvalidSetting.class);
  }
}
