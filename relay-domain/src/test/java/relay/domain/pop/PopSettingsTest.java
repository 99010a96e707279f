package relay.domain.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.listener.CertificateSource;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.TlsMode;
import relay.domain.mail.IpLiteral;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

class PopSettingsTest {

  @Test
  void shouldBeOffAndOnThisMachineOnlyUnlessTheOperatorSaysOtherwise() {
    PopSettings settings = settings(Map.of());

    assertThat(settings.enabled()).isFalse();
    assertThat(settings.address().isLoopbackAddress()).isTrue();
    assertThat(settings.tls()).isEqualTo(TlsMode.STARTTLS);
    assertThat(settings.openFor()).hasMinutes(10);
  }

  @Test
  void shouldNotGoWithoutTls() {
    assertThat(settings(Map.of("pop.tls", "implicit")).tls()).isEqualTo(TlsMode.IMPLICIT);
    assertThatThrownBy(() -> settings(Map.of("pop.tls", "none")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("starttls or implicit");
  }

  @Test
  void shouldShowTheCertificateOfTheListenerThatIsNamed() {
    Map<String, String> texts =
        Map.of("listener.office.certificate", "office.pem", "pop.certificate-of", "office");

    assertThat(settings(texts).certificate())
        .isEqualTo(new CertificateSource.Pem(Path.of("office.pem"), Path.of("office.pem")));
  }

  @Test
  void shouldOpenOnlyAddressesOfTheNetworksThatAreNamed() {
    PopSettings settings =
        settings(Map.of("pop.address", "0.0.0.0", "pop.networks", "192.0.2.0/24,2001:db8::/32"));

    assertThat(settings.mayOpen(address("192.0.2.9"))).isTrue();
    assertThat(settings.mayOpen(address("2001:db8::1"))).isTrue();
    assertThat(settings.mayOpen(address("198.51.100.1"))).isFalse();
  }

  @Test
  void shouldNotOpenThisMachineToWhoeverComesThroughAPortForwarder() {
    assertThat(settings(Map.of("pop.address", "0.0.0.0")).mayOpen(address("127.0.0.1"))).isFalse();
    assertThat(settings(Map.of("pop.address", "0.0.0.0")).mayOpen(address("::1"))).isFalse();
    assertThat(settings(Map.of()).mayOpen(address("127.0.0.1"))).isTrue();
  }

  private static InetAddress address(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }

  private static PopSettings settings(Map<String, String> texts) {
    List<Setting<?>> all = new ArrayList<>(ListenerSettings.ALL);
    all.addAll(PopSettings.ALL);
    return PopSettings.from(Settings.of(all, texts, Map.of()));
  }
}
