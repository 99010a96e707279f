package relay.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class BrokerTlsSettingsTest {

  @Test
  void shouldBeOffByDefault() {
    BrokerTlsSettings tls = from(Map.of());

    assertThat(tls.on()).isFalse();
    assertThat(tls.trustStore()).isEmpty();
  }

  @Test
  void shouldTrustTheJdkWithoutAFile() {
    assertThat(from(Map.of("broker.tls", "true")).trustStore()).isEmpty();
  }

  @Test
  void shouldNameTheFile() {
    BrokerTlsSettings tls = withStore("/etc/relay/brokers.p12", "not a secret");

    assertThat(tls.trustStore()).hasValue("/etc/relay/brokers.p12");
    assertThat(tls.trustStorePassword()).isEqualTo("not a secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;sslEnabled=false", "a,b"})
  void shouldRefuseWhatWouldBeAnotherParameterOfTheConnector(String text) {
    assertThatThrownBy(() -> withStore("/etc/" + text, ""))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("broker.trust-store")
        .hasMessageContaining("no comma and no semicolon");
    assertThatThrownBy(() -> withStore("/etc/brokers.p12", text))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("broker.trust-store-password")
        .hasMessageNotContaining(text);
  }

  @Test
  void shouldRefuseAFileThatWouldProtectNothing() {
    assertThatThrownBy(() -> from(Map.of("broker.trust-store", "/etc/brokers.p12")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("broker.tls");
  }

  private static BrokerTlsSettings withStore(String file, String password) {
    Map<String, String> lines = new HashMap<>();
    lines.put("broker.tls", "true");
    lines.put("broker.trust-store", file);
    lines.put("broker.trust-store-password", password);
    return from(lines);
  }

  private static BrokerTlsSettings from(Map<String, String> file) {
    return BrokerTlsSettings.from(Settings.of(BrokerTlsSettings.ALL, file, Map.of()));
  }
}
