package relay.domain.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.reception.ListenerRole;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class ListenerSettingsTest {
  @Test
  void shouldListenForThisMachineOnlyWhenNothingIsSaid() {
    var settings = from(Map.of());

    assertThat(settings.listeners()).hasSize(1);
    var listener = settings.listeners().get(0);
    assertThat(listener.name()).isEqualTo("submission");
    assertThat(listener.address().isLoopbackAddress()).isTrue();
    assertThat(listener.port()).isEqualTo(2525);
    assertThat(listener.role()).isEqualTo(ListenerRole.SUBMISSION);
    assertThat(listener.tls()).isEqualTo(TlsMode.STARTTLS);
    assertThat(listener.certificate()).isInstanceOf(CertificateSource.SelfSigned.class);
    assertThat(listener.proxy()).isEqualTo(ProxyProtocol.NONE);
    assertThat(listener.xclientPeers()).isEmpty();
    assertThat(listener.loginInClearFromLoopback()).isFalse();
    assertThat(settings.loopbackListeners()).containsExactly("submission");
  }

  @Test
  void shouldNotTakeAListenerBehindAProxyForOneThatOnlyThisMachineReaches() {
    var settings =
        from(
            Map.of(
                "listener.balanced.proxy-protocol", "any",
                "listener.balanced.proxy-peers", "127.0.0.1",
                "listener.filtered.xclient-peers", "127.0.0.1",
                "listener.plain.port", "2526"));

    assertThat(settings.loopbackListeners()).containsExactly("plain");
  }

  @Test
  void shouldReadSeveralListenersByName() {
    var settings =
        from(
            Map.of(
                "listener.mx.port", "25",
                "listener.mx.address", "0.0.0.0",
                "listener.mx.role", "inbound",
                "listener.submissions.tls", "implicit",
                "listener.submissions.certificate", "/etc/cert.pem"));

    assertThat(settings.listeners())
        .extracting(ListenerSettings::name)
        .containsExactly("mx", "submissions");
    assertThat(settings.listeners().get(0).role()).isEqualTo(ListenerRole.INBOUND);
    assertThat(settings.listeners().get(1).certificate())
        .isEqualTo(new CertificateSource.Pem(Path.of("/etc/cert.pem"), Path.of("/etc/cert.pem")));
    assertThat(settings.loopbackListeners()).containsExactly("submissions");
  }

  @Test
  void shouldRefuseTwoKindsOfCertificates() {
    assertThatThrownBy(
            () -> from(Map.of("listener.a.keystore", "k.p12", "listener.a.certificate", "c.pem")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("not both");
    assertThatThrownBy(() -> from(Map.of("listener.a.private-key", "k.pem")))
        .hasMessageContaining("needs a certificate");
  }

  @Test
  void shouldHideTheKeystorePassword() {
    var settings =
        from(Map.of("listener.a.keystore", "k.p12", "listener.a.keystore-password", "s3cret"));

    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void shouldRefuseNamesInsteadOfAddresses() {
    assertThatThrownBy(() -> from(Map.of("listener.a.address", "localhost")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("listener.a.address");
  }

  private static SmtpSettings from(Map<String, String> texts) {
    return SmtpSettings.from(Settings.of(SmtpSettings.ALL, texts, Map.of()));
  }
}
