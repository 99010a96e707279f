package relay.domain.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.LookupResult;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;
import relay.domain.signing.DkimKeyLookup.Answer;

class RecordLookupTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 1.2.0.192.in-addr.arpa",
    "255.254.1.0, 0.1.254.255.in-addr.arpa",
    "::ffff:192.0.2.1, 1.2.0.192.in-addr.arpa",
    "2001:db8::567:89ab, b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
  })
  void shouldKnowWhereTheNamesOfAnAddressAre(String address, String name) {
    assertThat(ReverseName.of(IpLiteral.parse(address).orElseThrow())).isEqualTo(name);
  }

  @Test
  void shouldTellKeysThatAreMissingFromThoseThatCannotBeAskedFor() {
    FakeZone zone =
        FakeZone.of(
            """
            s._domainkey.a.example TXT v=DKIM1; p=AB
            s._domainkey.a.example TXT second
            _domainkey.b.example TXT nothing
            s._domainkey.down.example TIMEOUT
            """);
    PublishedKeys keys = new PublishedKeys(zone);

    assertThat(keys.textsOf("s._domainkey.a.example"))
        .isEqualTo(new Answer.Found(List.of("v=DKIM1; p=AB", "second")));
    assertThat(keys.textsOf("s._domainkey.b.example")).isEqualTo(new Answer.Missing());
    assertThat(keys.textsOf("s._domainkey.down.example")).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void shouldAnswerFromTheFakeAsADnsDoes() {
    FakeZone zone =
        FakeZone.of("a.example CNAME b.example\nb.example A 192.0.2.1\nc.example CNAME c.example");

    assertThat(zone.ipv4("A.example."))
        .isEqualTo(new LookupResult.Found<>(List.of(IpLiteral.parse("192.0.2.1").orElseThrow())));
    assertThat(zone.ipv6("a.example")).isEqualTo(new LookupResult.NoData<>());
    assertThat(zone.texts("d.example")).isEqualTo(new LookupResult.NoSuchDomain<>());
    assertThat(zone.texts("c.example")).isInstanceOf(LookupResult.TemporaryFailure.class);
  }

  @Test
  void shouldHaveTheDefaultsOfTheRfc() {
    VerificationSettings settings =
        VerificationSettings.from(
            Settings.of(VerificationSettings.ALL, Map.of(), Map.of()), "mx.example.org");

    assertThat(settings)
        .isEqualTo(new VerificationSettings(2, Duration.ofSeconds(20), "mx.example.org"));
  }

  @Test
  void shouldRefuseSettingsBeyondTheirBounds() {
    Map<String, String> file = Map.of("verification.spf-void-lookups-max", "11");

    assertThatThrownBy(
            () ->
                Settings.of(VerificationSettings.ALL, file, Map.of())
                    .get(VerificationSettings.SPF_VOID_LOOKUPS_MAX))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("verification.spf-void-lookups-max");
  }
}
