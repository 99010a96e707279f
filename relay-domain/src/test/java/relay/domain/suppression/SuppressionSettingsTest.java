package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;
import relay.domain.suppression.SuppressionSettings.AtDoor;

class SuppressionSettingsTest {
  private static final SuppressionSettings USUAL = settings(Map.of());

  @Test
  void shouldRefuseAtTheDoorAndTryCodesInAFullMailboxByDefault() {
    assertThat(USUAL.atDoor()).isEqualTo(AtDoor.REFUSE);
    assertThat(USUAL.urgentOverridesFull()).isTrue();
    assertThat(USUAL.snapshotInterval()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void shouldTakeWhatIsGiven() {
    SuppressionSettings other =
        settings(
            Map.of(
                "suppression.at-door", "accept",
                "suppression.urgent-overrides-full", "false",
                "suppression.snapshot-interval", "5s"));

    assertThat(other.atDoor()).isEqualTo(AtDoor.ACCEPT);
    assertThat(other.urgentOverridesFull()).isFalse();
    assertThat(other.snapshotInterval()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldRefuseAWordThatIsNone() {
    assertThatThrownBy(() -> settings(Map.of("suppression.at-door", "maybe")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("suppression.at-door")
        .hasMessageContaining("refuse, accept");
    assertThatThrownBy(() -> settings(Map.of("suppression.snapshot-interval", "0s")))
        .isInstanceOf(InvalidSetting.class);
  }

  @Test
  void shouldHaveEverySettingChangedWhileItRuns() {
    assertThat(SuppressionSettings.ALL).allMatch(Setting::live);
    assertThat(SuppressionSettings.ALL).hasSize(SuppressionSettings.OF_TENANTS.size() + 2);
  }

  @Test
  void shouldNameEachSettingOnceUnderItsShortName() {
    var names = new HashSet<String>();
    for (Setting<?> setting : SuppressionSettings.ALL) {
      assertThat(setting.key()).startsWith("suppression.");
      assertThat(names.add(SuppressionSettings.shortName(setting))).as(setting.key()).isTrue();
    }
    assertThat(names).contains("at-door", "soft-points", "terms");
  }

  @Test
  void shouldNeverLetATenantSayHowOftenTheFileIsWritten() {
    SuppressionSettings other = USUAL.with(Map.of("snapshot-interval", "1s", "at-door", "accept"));

    assertThat(other.snapshotInterval()).isEqualTo(USUAL.snapshotInterval());
    assertThat(other.atDoor()).isEqualTo(AtDoor.ACCEPT);
    assertThat(other.bounces()).isEqualTo(USUAL.bounces());
  }

  private static SuppressionSettings settings(Map<String, String> given) {
    return SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, given, Map.of()));
  }
}
