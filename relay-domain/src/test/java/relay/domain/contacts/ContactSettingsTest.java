package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

class ContactSettingsTest {
  @Test
  void shouldKeepProofsForThreeYears() {
    assertThat(settings(Map.of()).proofRetention()).isEqualTo(Duration.ofDays(1095));
  }

  @Test
  void shouldTakeWhatIsGiven() {
    assertThat(settings(Map.of("contacts.proof-retention", "30d")).proofRetention())
        .isEqualTo(Duration.ofDays(30));
  }

  @Test
  void shouldRefuseALengthThatIsNone() {
    assertThatThrownBy(() -> settings(Map.of("contacts.proof-retention", "for ever")))
        .isInstanceOf(InvalidSetting.class);
  }

  @Test
  void shouldFollowChangesWhileRunning() {
    assertThat(ContactSettings.ALL).allMatch(Setting::live);
  }

  private static ContactSettings settings(Map<String, String> given) {
    return ContactSettings.from(Settings.of(ContactSettings.ALL, given, Map.of()));
  }
}
