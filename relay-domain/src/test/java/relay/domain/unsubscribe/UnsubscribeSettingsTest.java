package relay.domain.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

class UnsubscribeSettingsTest {

  @Test
  void shouldOfferNoLinkUntilItIsToldWhereItIsReached() {
    UnsubscribeSettings usual = settings(Map.of());

    assertThat(usual.publicUrl()).isEmpty();
    assertThat(usual.wrongPerMinute()).isEqualTo(60);
    assertThat(usual.atOnce()).isEqualTo(8);
    assertThat(UnsubscribeSettings.ALL).allMatch(Setting::live);
  }

  @ParameterizedTest
  @CsvSource({
    "https://mail.example.com, https://mail.example.com/",
    "https://mail.example.com/, https://mail.example.com/",
    "https://mail.example.com:8443/relay, https://mail.example.com:8443/relay/",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/",
    "http://localhost:8080/, http://localhost:8080/",
    "http://[::1]:8080, http://[::1]:8080/"
  })
  void shouldTakeAnAddressOverHttpsOrOnThisMachine(String given, String taken) {
    assertThat(settings(Map.of("unsubscribe.public-url", given)).publicUrl())
        .contains(URI.create(taken));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example.com",
        "http://mail.example.com",
        "http://127.0.0.1.example.com",
        "ftp://mail.example.com",
        "https://",
        "https:///u",
        "https://mail.example.com/?x=1",
        "https://mail.example.com/#x",
        "https://al:secret@mail.example.com",
        "https://mail.example.com/<x>",
        "https://mail.example.com/a,b",
        "https://mail.example.com/a b",
        "https://übung.example/"
      })
  void shouldRefuseWhatNoMailMayCarry(String url) {
    assertThatThrownBy(() -> settings(Map.of("unsubscribe.public-url", url)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("unsubscribe.public-url")
        .hasMessageContaining("https://mail.example.com/");
  }

  @Test
  void shouldRefuseAnAddressThatIsTooLong() {
    String url = "https://mail.example.com/" + "x".repeat(200);

    assertThatThrownBy(() -> settings(Map.of("unsubscribe.public-url", url)))
        .isInstanceOf(InvalidSetting.class);
  }

  @ParameterizedTest
  @CsvSource({
    "unsubscribe.wrong-per-minute, 0",
    "unsubscribe.wrong-per-minute, 1000000",
    "unsubscribe.at-once, 0",
    "unsubscribe.at-once, 1001"
  })
  void shouldKeepItsBoundsWithinBounds(String key, String value) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(key);
  }

  private static UnsubscribeSettings settings(Map<String, String> given) {
    return UnsubscribeSettings.from(Settings.of(UnsubscribeSettings.ALL, given, Map.of()));
  }
}
