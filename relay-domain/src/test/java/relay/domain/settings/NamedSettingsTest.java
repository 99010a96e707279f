package relay.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings whose key has a name in it that the operator chose. */
class NamedSettingsTest {
  private static final Setting<Integer> PORT =
      new Setting<>("listener.*.port", SettingType.port(), "25", "The port.");
  private static final Setting<String> ADDRESS =
      new Setting<>("listener.*.address", SettingType.text(), "", "The address.");
  private static final Setting<String> PASSWORD =
      new Setting<>(
          "user.*.password-hash",
          SettingType.text("a hash", Pattern.compile("h*")),
          "",
          "The hash.");
  private static final Setting<Integer> PLAIN =
      new Setting<>("http.port", SettingType.port(), "80", "The port.");
  private static final List<Setting<?>> DECLARED = List.of(PORT, ADDRESS, PASSWORD, PLAIN);

  @Test
  void shouldTellNamesApartThatHoldDotsAndDashes() {
    Settings settings =
        of(Map.of("listener.eu.mx-1.port", "2525", "listener.eu.mx.address", "a"), Map.of());

    assertThat(settings.names(PORT)).containsExactly("eu.mx-1");
    assertThat(settings.names(ADDRESS)).containsExactly("eu.mx");
    assertThat(settings.get(PORT, "eu.mx-1")).isEqualTo(2525);
    assertThat(settings.get(PORT, "eu.mx")).isEqualTo(25);
  }

  /** A variable cannot say whether its _ is a dot, so the file's spelling of the name counts. */
  @Test
  void shouldGiveTheVariableToTheNameThatTheFileHas() {
    Settings settings =
        of(Map.of("listener.eu.mx.port", "1"), Map.of("RELAY_LISTENER_EU_MX_PORT", "2"));

    assertThat(settings.names(PORT)).containsExactly("eu.mx");
    assertThat(settings.get(PORT, "eu.mx")).isEqualTo(2);
  }

  @Test
  void shouldMakeANameOfAVariableThatTheFileDoesNotHave() {
    Settings settings = of(Map.of(), Map.of("RELAY_LISTENER_EU_MX_PORT", "2"));

    assertThat(settings.names(PORT)).containsExactly("eu-mx");
    assertThat(settings.get(PORT, "eu-mx")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listener..port",
        "listener.port",
        "listener.MX.port",
        "listener.-mx.port",
        "listener.m x.port",
        "listener.m/x.port",
        "listener.\u00e4.port",
        "listener.*.port",
        "listener.mx.ports",
        "xlistener.mx.port"
      })
  void shouldRefuseAKeyWhoseNameIsNone(String key) {
    assertThatThrownBy(() -> of(Map.of(key, "25"), Map.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "setting " + key + " = ...: is not a setting; docs/settings.md lists all of them");
  }

  @Test
  void shouldRefuseANameOfMoreThan253Characters() {
    assertThat(of(Map.of("listener." + "a".repeat(253) + ".port", "25"), Map.of()).names(PORT))
        .hasSize(1);
    assertThatThrownBy(() -> of(Map.of("listener." + "a".repeat(254) + ".port", "25"), Map.of()))
        .isInstanceOf(InvalidSetting.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RELAY_LISTENER__PORT",
        "RELAY_LISTENER_PORT",
        "RELAY_LISTENER___PORT",
        "RELAY_LISTENER_A B_PORT",
        "RELAY_LISTENER_\u00c4_PORT",
        "LISTENER_MX_PORT",
        "relay_listener_mx_port",
        "RELAY_SOMETHING_ELSE"
      })
  void shouldPassOverAVariableThatNamesNoSetting(String variable) {
    assertThat(of(Map.of(), Map.of(variable, "25")).names(PORT)).isEmpty();
  }

  @Test
  void shouldNameTheVariableThatHoldsABadValue() {
    assertThatThrownBy(() -> of(Map.of(), Map.of("RELAY_LISTENER_MX_PORT", "x")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("setting RELAY_LISTENER_MX_PORT = x: must be a whole number from 0 to 65535");
    assertThatThrownBy(() -> of(Map.of(), Map.of("RELAY_HTTP_PORT", "-1")))
        .hasMessageContaining("RELAY_HTTP_PORT = -1");
  }

  @Test
  void shouldCheckAValueOfTheFileEvenIfTheEnvironmentReplacesIt() {
    assertThatThrownBy(() -> of(Map.of("http.port", "x"), Map.of("RELAY_HTTP_PORT", "81")))
        .hasMessageContaining("http.port = x");
  }

  @Test
  void shouldNameTheFirstBadKeyInTheirOrder() {
    Map<String, String> file = Map.of("http.port", "x", "aaa", "1", "zzz", "1");

    assertThatThrownBy(() -> of(file, Map.of())).hasMessageContaining("setting aaa");
  }

  @ParameterizedTest
  @CsvSource({"user.ann.password-hash, RELAY_NOTHING", "http.port, RELAY_USER_ANN_PASSWORD_HASH"})
  void shouldNotRepeatASecretInItsRefusal(String key, String variable) {
    assertThatThrownBy(
            () ->
                of(
                    Map.of(key, key.equals("http.port") ? "80" : "letmein"),
                    Map.of(variable, "letmein")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("(hidden)")
        .hasMessageNotContaining("letmein");
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, RELAY_HTTP_PORT",
    "delivery.connect-timeout, RELAY_DELIVERY_CONNECT_TIMEOUT",
    "a.b1.c-d, RELAY_A_B1_C_D"
  })
  void shouldNameAVariableForEachKey(String key, String variable) {
    assertThat(Setting.environmentNameOf(key)).isEqualTo(variable);
  }

  @Test
  void shouldTellWhatWasGivenFromWhatIsTheDefault() {
    Settings settings = of(Map.of("http.port", "80"), Map.of());

    assertThat(settings.isGiven(PLAIN)).isTrue();
    assertThat(of(Map.of(), Map.of()).isGiven(PLAIN)).isFalse();
    assertThat(of(Map.of(), Map.of("RELAY_HTTP_PORT", "81")).isGiven(PLAIN)).isTrue();
    assertThat(PORT.isNamed()).isTrue();
    assertThat(PORT.keyFor("mx")).isEqualTo("listener.mx.port");
  }

  private static Settings of(Map<String, String> file, Map<String, String> environment) {
    return Settings.of(DECLARED, file, environment);
  }
}
