package relay.domain.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.ReceptionSettings;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

/** Listeners as operators write them: by any name, with any part left out, and wrongly. */
class EveryListenerTest {
  private static final String[] PARTS = {
    "port=25",
    "port=0",
    "address=::",
    "address=127.0.0.1",
    "address=192.0.2.1",
    "role=inbound",
    "tls=implicit",
    "tls=none",
    "proxy-protocol=v1",
    "proxy-protocol=none",
    "xclient-peers=10.0.0.0/8",
    "xclient-peers=",
    "login-in-clear-from-loopback=true",
    "client-certificates=true"
  };

  @Test
  void shouldMakeAListenerOfEachNameAndGiveItWhatIsSaidOfItAlone() {
    Chance.rounds(
        200,
        random -> {
          Map<String, String> file = new HashMap<>();
          for (int i = random.nextInt(12); i >= 0; i--) {
            String part = Chance.oneOf(random, PARTS);
            String key = "listener." + Chance.oneOf(random, "mx", "a.b", "x-1") + ".";
            file.put(
                key + part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
          }

          SmtpSettings settings = from(file);

          TreeSet<String> names = new TreeSet<>();
          file.keySet().forEach(key -> names.add(nameIn(key)));
          assertThat(settings.listeners().stream().map(ListenerSettings::name))
              .containsExactlyElementsOf(names);
          for (ListenerSettings listener : settings.listeners()) {
            String port = file.get("listener." + listener.name() + ".port");
            assertThat(listener.port()).isEqualTo(port == null ? 2525 : Integer.parseInt(port));
            boolean inbound = file.containsKey("listener." + listener.name() + ".role");
            assertThat(listener.role())
                .isEqualTo(inbound ? ListenerRole.INBOUND : ListenerRole.SUBMISSION);
            assertThat(settings.loopbackListeners().contains(listener.name()))
                .isEqualTo(listener.address().isLoopbackAddress() && !listener.hasProxy());
          }
        });
  }

  /** Naming one part is enough: nothing that is written down is passed over. */
  @Test
  void shouldMakeAListenerOfAnySettingThatNamesIt() {
    for (Setting<?> setting : ListenerSettings.ALL) {
      String value = setting.defaultText().isEmpty() ? "" : setting.defaultText();

      SmtpSettings settings = from(Map.of(setting.keyFor("extra"), value));

      assertThat(settings.listeners())
          .as(setting.key())
          .extracting("name")
          .containsExactly("extra");
    }
  }

  @ParameterizedTest
  @EnumSource(TlsMode.class)
  void shouldKnowEachTlsModeByItsWord(TlsMode mode) {
    String word = mode.name().toLowerCase(Locale.ROOT);

    assertThat(from(Map.of("listener.a.tls", word)).listeners().get(0).tls()).isEqualTo(mode);
  }

  @ParameterizedTest
  @EnumSource(ProxyProtocol.class)
  void shouldTakeAProxyForOneThatSpeaksForOthers(ProxyProtocol proxy) {
    String word = proxy.name().toLowerCase(Locale.ROOT);

    ListenerSettings listener = from(Map.of("listener.a.proxy-protocol", word)).listeners().get(0);

    assertThat(listener.proxy()).isEqualTo(proxy);
    assertThat(listener.hasProxy()).isEqualTo(proxy != ProxyProtocol.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ca.pem", "/etc/ssl/ca.pem"})
  void shouldBelieveNamesInCertificatesOnlyWithAnAuthority(String file) {
    ClientCertificates certificates =
        from(Map.of("listener.a.client-authorities", file)).listeners().get(0).clientCertificates();

    assertThat(certificates.authorities())
        .isEqualTo(file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
    assertThat(certificates.request()).isFalse();
  }

  @Test
  void shouldAskNobodyForACertificateByDefault() {
    assertThat(from(Map.of()).listeners().get(0).clientCertificates())
        .isEqualTo(ClientCertificates.NONE);
  }

  /** A mail that may be held in memory must find room there, or it is put off for ever. */
  @ParameterizedTest
  @CsvSource({
    "400KB, 400KB, true",
    "400KB, 409599B, false",
    "64KB, 64KB, true",
    "1GB, 64MB, false",
    "4KB, 64KB, true"
  })
  void shouldHoldAtLeastOneMailInMemory(String perMail, String total, boolean taken) {
    Map<String, String> file =
        Map.of("smtp.memory-per-mail-max", perMail, "smtp.memory-total-max", total);

    if (taken) {
      ContentLimits content = from(file).content();
      assertThat(content.memoryTotal()).isGreaterThanOrEqualTo(content.memoryPerMail());
    } else {
      assertThatThrownBy(() -> from(file))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageStartingWith("setting smtp.memory-total-max = ")
          .hasMessageContaining(": must be at least smtp.memory-per-mail-max, ");
    }
  }

  /** What one setting promises another must not break, as long as nobody says otherwise. */
  @Test
  void shouldFitTogetherByDefault() {
    SmtpSettings smtp = from(Map.of());
    ReceptionSettings reception =
        ReceptionSettings.from(Settings.of(ReceptionSettings.ALL, Map.of(), Map.of()));

    assertThat(smtp.connections().perClient()).isLessThan(smtp.connections().total());
    assertThat(smtp.session().loginFailures()).isLessThan(smtp.session().errors());
    assertThat(smtp.session().unknownCommands()).isLessThan(smtp.session().errors());
    assertThat(smtp.session().messages()).isLessThan(smtp.session().commands());
    assertThat(smtp.times().idle()).isLessThan(smtp.times().data());
    assertThat(smtp.times().data()).isLessThan(smtp.times().session());
    assertThat(smtp.content().callWait()).isLessThan(smtp.times().idle());
    // a mail of the largest size at the slowest rate may take its time
    assertThat(smtp.content().memoryPerMail()).isLessThan(reception.sizeMax());
    // RFC 5321 4.5.3.1.8: at least 100 recipients, each a command
    assertThat(smtp.session().commands()).isGreaterThan(reception.recipientsMax() + 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listener.a.port | 65536 | a whole number from 0 to 65535",
        "listener.a.tls | tls | one of none, starttls, implicit",
        "listener.a.role | both | one of submission, inbound",
        "listener.a.proxy-protocol | 2 | one of none, v1, v2, any",
        "listener.a.address | example.org | an IPv4 or IPv6 address; 0.0.0.0 or :: for all",
        "listener.a.proxy-peers | 10.0.0.1/8 | up to 100 items separated by commas, each an address"
            + " or block such as 192.0.2.7, 10.0.0.0/8, 2001:db8::/32",
        "smtp.stop-timeout | 8d | a duration such as 250ms, 30s, 5m, 4h, 5d; from 10ms to 7d",
        "smtp.data-rate-min | 2MB | a size such as 512KB, 25MB, 2GB; from 0 to 1048576 octets",
        "smtp.login-failures-per-session-max | 0 | a whole number from 1 to 100"
      })
  void shouldNameKeyValueAndRule(String key, String value, String rule) {
    assertThatThrownBy(() -> from(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("setting " + key + " = " + value + ": must be " + rule);
  }

  @Test
  void shouldBoundTheListsOfPeers() {
    List<String> peers = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      peers.add("10." + random.nextInt(256) + "." + random.nextInt(256) + "." + i);
    }
    String most = String.join(",", peers);

    assertThat(from(Map.of("smtp.unlimited-clients", most)).connections().exempt()).hasSize(100);
    for (String key :
        List.of("smtp.unlimited-clients", "listener.a.proxy-peers", "listener.a.xclient-peers")) {
      assertThatThrownBy(() -> from(Map.of(key, most + ",10.0.0.1")))
          .isInstanceOf(InvalidSetting.class)
          .hasMessageContaining(key);
    }
  }

  private static String nameIn(String key) {
    return key.substring("listener.".length(), key.lastIndexOf('.'));
  }

  private static SmtpSettings from(Map<String, String> file) {
    return SmtpSettings.from(Settings.of(SmtpSettings.ALL, file, Map.of()));
  }
}
