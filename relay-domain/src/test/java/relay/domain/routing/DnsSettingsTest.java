package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class DnsSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.53, 192.0.2.53, 53",
    "192.0.2.53:5353, 192.0.2.53, 5353",
    "2001:db8::53, 2001:db8:0:0:0:0:0:53, 53",
    "[2001:db8::53], 2001:db8:0:0:0:0:0:53, 53",
    "[2001:db8::53]:5353, 2001:db8:0:0:0:0:0:53, 5353"
  })
  void shouldReadAResolverWithAndWithoutPort(String text, String address, int port) {
    var server = read(text).servers().get(0);

    assertThat(server.address().getHostAddress()).isEqualTo(address);
    assertThat(server.port()).isEqualTo(port);
  }

  @Test
  void shouldKeepTheOrderOfTheResolvers() {
    assertThat(read("192.0.2.2, 192.0.2.1:54 ,[2001:db8::1]").servers())
        .extracting(DnsSettings.Server::port)
        .containsExactly(53, 54, 53);
  }

  @Test
  void shouldAskTheResolversOfTheSystemWhenNoneIsNamed() {
    assertThat(read("").servers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dns.example", // whom to ask for its address?
        "dns.example:53",
        "192.0.2.53:",
        "192.0.2.53:0",
        "192.0.2.53:65536",
        "192.0.2.53:x",
        "192.0.2.256",
        "[192.0.2.53",
        "[dns.example]:53",
        ",",
        "1.1.1.1,2.2.2.2,3.3.3.3,4.4.4.4,5.5.5.5,6.6.6.6,7.7.7.7,8.8.8.8,9.9.9.9"
      })
  void shouldRefuseWhatIsNoResolver(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("dns.servers");
  }

  @ParameterizedTest
  @CsvSource({
    "false, '', OFF",
    "true, '', TRUST_AD",
    "true, trust-ad, TRUST_AD",
    "false, trust-ad, TRUST_AD",
    "false, off, OFF",
    "false, validate, VALIDATE"
  })
  void shouldKnowWhoValidatesByTheNewSettingOrTheOlderOne(
      boolean trustAd, String dnssec, DnssecMode mode) {
    assertThat(dnssec(Map.of("dns.trust-ad", "" + trustAd, "dns.dnssec", dnssec)).mode())
        .isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "validate"})
  void shouldRefuseTwoSettingsThatSpeakAgainstEachOther(String mode) {
    assertThatThrownBy(() -> dnssec(Map.of("dns.trust-ad", "true", "dns.dnssec", mode)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "setting dns.dnssec = "
                + mode
                + ": speaks against dns.trust-ad = true: remove one of"
                + " them");
  }

  @Test
  void shouldRefuseAnUnknownMode() {
    assertThatThrownBy(() -> dnssec(Map.of("dns.dnssec", "yes")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("off, trust-ad or validate");
  }

  @Test
  void shouldTrustTheShippedAnchorsUnlessAFileIsNamed() {
    assertThat(dnssec(Map.of()).trustAnchors()).isEmpty();
    assertThat(dnssec(Map.of("dns.trust-anchors", "/etc/root.key")).trustAnchors())
        .contains("/etc/root.key");
  }

  private static DnssecSettings dnssec(Map<String, String> texts) {
    return DnsSettings.from(Settings.of(DnsSettings.ALL, texts, Map.of())).dnssec();
  }

  private static DnsSettings read(String servers) {
    return DnsSettings.from(Settings.of(DnsSettings.ALL, Map.of("dns.servers", servers), Map.of()));
  }
}
