package relay.domain.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Every combination of the files that a certificate may come from. */
class CertificateSourceTest {
  @ParameterizedTest
  @CsvSource({
    // certificate, private key, keystore: what is used, or the setting that is refused
    "'', '', '', SelfSigned",
    "c.pem, '', '', Pem c.pem c.pem",
    "c.pem, k.pem, '', Pem c.pem k.pem",
    "'', '', s.p12, Keystore s.p12",
    "'', k.pem, '', listener.a.private-key",
    "c.pem, '', s.p12, listener.a.keystore",
    "'', k.pem, s.p12, listener.a.keystore",
    "c.pem, k.pem, s.p12, listener.a.keystore"
  })
  void shouldUseOneSourceOrNameTheSettingThatContradicts(
      String chain, String key, String keystore, String expected) {
    Map<String, String> file = new HashMap<>();
    file.put("listener.a.certificate", chain);
    file.put("listener.a.private-key", key);
    file.put("listener.a.keystore", keystore);
    Settings settings = Settings.of(SmtpSettings.ALL, file, Map.of());

    if (expected.startsWith("listener.")) {
      assertThatThrownBy(() -> CertificateSource.from(settings, "a"))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageContaining(expected);
    } else {
      assertThat(told(CertificateSource.from(settings, "a"))).isEqualTo(expected);
    }
  }

  private static String told(CertificateSource source) {
    if (source instanceof CertificateSource.Pem pem) {
      return "Pem " + name(pem.chain()) + " " + name(pem.key());
    }
    return source instanceof CertificateSource.Keystore keystore
        ? "Keystore " + name(keystore.file())
        : "SelfSigned";
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
