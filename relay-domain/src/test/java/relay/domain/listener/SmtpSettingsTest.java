package relay.domain.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.IpLiteral;
import relay.domain.reception.ListenerRole;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Defaults that are safe at a public address, and every setting in the place it belongs to. */
class SmtpSettingsTest {

  @Test
  void shouldBeSafeWithoutAnySetting() {
    SmtpSettings settings = from(Map.of());

    assertThat(settings.connections().total()).isEqualTo(500);
    assertThat(settings.connections().perClient()).isEqualTo(50);
    assertThat(settings.connections().newPerClientAndMinute()).isEqualTo(600);
    assertThat(settings.session().errors()).isEqualTo(50);
    assertThat(settings.session().unknownCommands()).isEqualTo(10);
    assertThat(settings.session().loginFailures()).isEqualTo(3);
    assertThat(settings.session().lineOctets()).isEqualTo(2048);
    assertThat(settings.session().greetingDelay()).isZero();
    assertThat(settings.content().lineOctets()).isEqualTo(65_536);
    assertThat(settings.content().memoryPerMail()).isEqualTo(400 * 1024);
    assertThat(settings.content().callsAtOnce()).isEqualTo(64);
    assertThat(settings.times().handshake()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.times().session()).isEqualTo(Duration.ofDays(1));
  }

  /** RFC 5321 4.5.3.1.4: 512 octets at least; 4.5.3.2.7: five minutes at least, by default. */
  @Test
  void shouldGiveWhatTheStandardPromisesEveryClient() {
    SmtpSettings settings = from(Map.of());

    assertThat(settings.times().idle()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    assertThat(settings.session().lineOctets()).isGreaterThanOrEqualTo(512);
    assertThat(settings.content().lineOctets()).isGreaterThanOrEqualTo(998);
    assertThatThrownBy(() -> from(Map.of("smtp.command-line-max", "511")))
        .isInstanceOf(InvalidSetting.class);
    assertThatThrownBy(() -> from(Map.of("smtp.content-line-max", "997")))
        .isInstanceOf(InvalidSetting.class);
  }

  /** One that reads another's setting would pass every test of defaults. */
  @Test
  void shouldReadEachSettingIntoItsOwnPlace() {
    SmtpSettings settings =
        from(
            Map.ofEntries(
                Map.entry("smtp.connections-max", "11"),
                Map.entry("smtp.connections-per-client-max", "12"),
                Map.entry("smtp.new-connections-per-client-and-minute-max", "13"),
                Map.entry("smtp.unlimited-clients", "192.0.2.0/24"),
                Map.entry("smtp.commands-per-session-max", "14"),
                Map.entry("smtp.messages-per-session-max", "15"),
                Map.entry("smtp.errors-per-session-max", "16"),
                Map.entry("smtp.unknown-commands-per-session-max", "17"),
                Map.entry("smtp.login-failures-per-session-max", "18"),
                Map.entry("smtp.command-line-max", "519"),
                Map.entry("smtp.error-delay", "20ms"),
                Map.entry("smtp.greeting-delay", "21ms")));

    assertThat(settings.connections().toString())
        .isEqualTo(
            "ConnectionLimits[total=11, perClient=12, newPerClientAndMinute=13,"
                + " exempt=[192.0.2.0/24]]");
    assertThat(settings.session())
        .isEqualTo(
            new SessionLimits(
                14, 15, 16, 17, 18, 519, Duration.ofMillis(20), Duration.ofMillis(21)));
  }

  @Test
  void shouldReadTimesAndContentIntoTheirOwnPlaces() {
    SmtpSettings settings =
        from(
            Map.ofEntries(
                Map.entry("smtp.idle-timeout", "1m"),
                Map.entry("smtp.handshake-timeout", "2m"),
                Map.entry("smtp.write-timeout", "3m"),
                Map.entry("smtp.data-time-max", "4m"),
                Map.entry("smtp.session-time-max", "5m"),
                Map.entry("smtp.stop-timeout", "6m"),
                Map.entry("smtp.content-line-max", "1000"),
                Map.entry("smtp.data-rate-min", "7"),
                Map.entry("smtp.memory-per-mail-max", "8KB"),
                Map.entry("smtp.memory-total-max", "90KB"),
                Map.entry("smtp.submissions-at-once-max", "10"),
                Map.entry("smtp.submission-wait-max", "11s"),
                Map.entry("smtp.future-release-max", "0s")));

    assertThat(settings.times())
        .isEqualTo(
            new TimeLimits(
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(4),
                Duration.ofMinutes(5),
                Duration.ofMinutes(6)));
    assertThat(settings.content())
        .isEqualTo(
            new ContentLimits(
                1000, 7, 8 * 1024, 90 * 1024, 10, Duration.ofSeconds(11), Duration.ZERO));
  }

  @Test
  void shouldReadAListenerIntoItsOwnPlaces() {
    ListenerSettings listener =
        from(Map.ofEntries(
                Map.entry("listener.mx.address", "::1"),
                Map.entry("listener.mx.port", "0"),
                Map.entry("listener.mx.role", "inbound"),
                Map.entry("listener.mx.tls", "none"),
                Map.entry("listener.mx.keystore", "/k.p12"),
                Map.entry("listener.mx.keystore-password", "pw"),
                Map.entry("listener.mx.client-certificates", "true"),
                Map.entry("listener.mx.client-authorities", "/ca.pem"),
                Map.entry("listener.mx.proxy-protocol", "v2"),
                Map.entry("listener.mx.proxy-peers", "192.0.2.1"),
                Map.entry("listener.mx.xclient-peers", "192.0.2.2"),
                Map.entry("listener.mx.login-in-clear-from-loopback", "true")))
            .listeners()
            .get(0);

    assertThat(listener.name()).isEqualTo("mx");
    assertThat(listener.address()).isEqualTo(IpLiteral.parse("::1").orElseThrow());
    assertThat(listener.port()).isZero();
    assertThat(listener.role()).isEqualTo(ListenerRole.INBOUND);
    assertThat(listener.tls()).isEqualTo(TlsMode.NONE);
    assertThat(listener.certificate())
        .isEqualTo(new CertificateSource.Keystore(Path.of("/k.p12"), "pw"));
    assertThat(listener.clientCertificates().request()).isTrue();
    assertThat(listener.clientCertificates().authorities()).contains(Path.of("/ca.pem"));
    assertThat(listener.proxy()).isEqualTo(ProxyProtocol.V2);
    assertThat(listener.proxyPeers()).hasToString("[192.0.2.1/32]");
    assertThat(listener.xclientPeers()).hasToString("[192.0.2.2/32]");
    assertThat(listener.loginInClearFromLoopback()).isTrue();
    assertThat(listener.hasProxy()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listener.a.address | localhost",
        "listener.a.address | ''",
        "listener.a.address | 192.0.2.256",
        "listener.a.address | 192.0.2.1:25",
        "listener.a.port | 65536",
        "listener.a.port | -1",
        "listener.a.role | mx",
        "listener.a.tls | ssl",
        "listener.a.proxy-protocol | v3",
        "listener.a.proxy-peers | 10.0.0.1/8",
        "listener.a.xclient-peers | *",
        "listener.a.client-certificates | maybe",
        "smtp.unlimited-clients | 10.0.0.0/33",
        "smtp.connections-max | 0",
        "smtp.connections-max | 20001",
        "smtp.error-delay | 2001ms",
        "smtp.memory-per-mail-max | 4095",
        "smtp.idle-timeout | 9ms",
        "smtp.idle-timeout | 8d"
      })
  void shouldNameTheSettingThatCannotBe(String key, String value) {
    assertThatThrownBy(() -> from(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("setting " + key + " = ");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, none, '', true",
    "127.9.9.9, none, '', true",
    "::1, none, '', true",
    "0.0.0.0, none, '', false",
    "::, none, '', false",
    "192.0.2.1, none, '', false",
    "127.0.0.1, any, '', false",
    "127.0.0.1, v1, '', false",
    "127.0.0.1, none, 127.0.0.1, false"
  })
  void shouldTrustOnlyListenersThatThisMachineAloneReaches(
      String address, String proxy, String xclient, boolean loopback) {
    Map<String, String> file = new HashMap<>();
    file.put("listener.a.address", address);
    file.put("listener.a.proxy-protocol", proxy);
    file.put("listener.a.xclient-peers", xclient);

    assertThat(from(file).loopbackListeners().contains("a")).isEqualTo(loopback);
  }

  private static SmtpSettings from(Map<String, String> texts) {
    return SmtpSettings.from(Settings.of(SmtpSettings.ALL, texts, Map.of()));
  }
}
