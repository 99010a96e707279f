package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;
import relay.domain.transport.CertificateCheck.Verdict;
import relay.domain.transport.Protection.Start;

/** What each mode demands of a server, and that nothing ever demands less than before. */
class ProtectionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String HOST = "mx.example";

  @ParameterizedTest
  @CsvSource({
    "NONE, none, NEVER, false, false",
    "OPPORTUNISTIC, may, WHEN_OFFERED, false, false",
    "ENCRYPT, encrypt, DEMANDED, true, false",
    "REQUIRED, verify, DEMANDED, true, true",
    "IMPLICIT, verify, AT_ONCE, true, true",
  })
  void shouldDemandWhatTheModeSays(
      TlsMode mode, String policy, Start start, boolean encrypting, boolean verifying) {
    Protection protection = Protection.ofServer(mode, HOST);

    assertThat(protection.policy()).isEqualTo(policy);
    assertThat(protection.start()).isEqualTo(start);
    assertThat(protection.isEncrypting()).isEqualTo(encrypting);
    assertThat(protection.isVerifying()).isEqualTo(verifying);
    assertThat(protection.serverName()).isEqualTo(HOST);
    assertThat(protection.check().needsAuthority()).isEqualTo(verifying);
  }

  @Test
  void shouldNotPromiseDaneWithoutRecords() {
    assertThatThrownBy(() -> Protection.ofServer(TlsMode.DANE, HOST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DANE");
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsMode.class,
      names = {"NONE", "OPPORTUNISTIC", "ENCRYPT", "REQUIRED", "IMPLICIT"})
  void shouldNeverDemandLessWhenACertificateIsToBeLookedAt(TlsMode mode) {
    Protection before = Protection.ofServer(mode, HOST);

    Protection after = before.verifying(HOST);

    assertThat(after.isVerifying()).isTrue();
    assertThat(after.isEncrypting()).isTrue();
    assertThat(after.start() == Start.AT_ONCE).isEqualTo(before.start() == Start.AT_ONCE);
    assertThat(after.verifying("other.example")).as("once is enough").isEqualTo(after);
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsMode.class,
      names = {"NONE", "OPPORTUNISTIC", "ENCRYPT", "REQUIRED", "IMPLICIT"})
  void shouldKeepItsNameWhenTlsIsGivenUp(TlsMode mode) {
    Protection before = Protection.ofServer(mode, HOST);

    Protection after = before.withoutTls();

    assertThat(after.start()).isEqualTo(Start.NEVER);
    assertThat(after.isEncrypting() || after.isVerifying()).isFalse();
    assertThat(after.policy()).isEqualTo(before.policy());
    assertThat(after.says()).isEqualTo("in clear text");
  }

  @Test
  void shouldLetConnectionsStandInForEachOtherOnlyWhenEqual() {
    assertThat(Protection.ofServer(TlsMode.REQUIRED, HOST))
        .isEqualTo(Protection.ofServer(TlsMode.REQUIRED, HOST))
        .isNotEqualTo(Protection.ofServer(TlsMode.REQUIRED, "other.example"))
        .isNotEqualTo(Protection.ofServer(TlsMode.ENCRYPT, HOST))
        .isNotEqualTo(Protection.ofServer(TlsMode.IMPLICIT, HOST));
  }

  @Test
  void shouldSayWhatIsDemandedAndNoMoreThanFourRecords() {
    var record = Certificates.tlsa(3, 1, 1, "mx");
    var few = new CertificateCheck.Dane(List.of(record), List.of(HOST));
    var many = new CertificateCheck.Dane(Collections.nCopies(9, record), List.of(HOST));

    assertThat(few.says()).doesNotContain("others").contains(record.toString());
    assertThat(many.says()).endsWith("; and others)");
    assertThat(many.says().split("; ")).hasSize(CertificateCheck.TOLD_MAX + 1);
    assertThat(few.needsAuthority()).isFalse();
    assertThat(Protection.ofServer(TlsMode.REQUIRED, HOST).says())
        .isEqualTo("under TLS only, with a certificate of a trusted authority for mx.example");
    assertThat(Protection.ofServer(TlsMode.OPPORTUNISTIC, HOST).says()).contains("offers");
  }

  @ParameterizedTest
  @CsvSource({
    "mx, mx.example, mx.example",
    "mx, 'no.example mx.example', mx.example",
    "mx, .pool.example, .pool.example",
    "mx, no.example, ''",
    "bare, bare.example, bare.example",
    "stranger, mx.example, ''",
    "expired, mx.example, mx.example",
  })
  void shouldTellWhichNameVouchesForAServer(String certificate, String names, String by) {
    var check = new CertificateCheck.Authority(List.of(names.split(" ")));

    Verdict verdict = check.examine(List.of(Certificates.of(certificate)), NOW);

    if (by.isEmpty()) {
      assertThat(((Verdict.Refused) verdict).why()).contains("and not for " + names);
    } else {
      assertThat(verdict).isEqualTo(new Verdict.Accepted(Optional.of(by)));
    }
  }

  @Test
  void shouldPinTheDomainAndWhatIsBelowUnlessNamesAreGiven() {
    TlsRule open = new TlsRule("", TlsLevel.SECURE, List.of());
    TlsRule named =
        new TlsRule("shop", TlsLevel.SECURE, List.of("MX.Shop.Example", ".Pool.Example"));

    assertThat(open.namesFor("shop.example")).containsExactly("shop.example", ".shop.example");
    assertThat(named.namesFor("other.example")).containsExactly("mx.shop.example", ".pool.example");
  }

  @ParameterizedTest
  @EnumSource(TlsLevel.class)
  void shouldCallEachLevelAsTheSettingsDo(TlsLevel level) {
    TlsPolicySettings read =
        TlsPolicySettings.from(
            Settings.of(
                TlsPolicySettings.ALL, Map.of("tls-policy.default", level.label()), Map.of()));

    assertThat(read.ruleFor("x.example").level()).isEqualTo(level);
    assertThat(level.label()).isEqualTo(level.label().toLowerCase(Locale.ROOT)).doesNotContain("_");
  }

  @ParameterizedTest
  @CsvSource({
    "mta-sts.https-port, 0",
    "mta-sts.https-port, 65536",
    "mta-sts.fetch-timeout, 1ms",
    "mta-sts.fetch-timeout, 6m",
    "mta-sts.wait, 2m",
    "mta-sts.retry, 0s",
    "mta-sts.refresh, 31d",
    "mta-sts.octets-max, 1023",
    "mta-sts.policies-max, 0",
    "mta-sts.enabled, perhaps",
  })
  void shouldRefuseSettingsBeyondTheirBounds(String key, String value) {
    assertThatThrownBy(
            () ->
                MtaStsSettings.from(Settings.of(MtaStsSettings.ALL, Map.of(key, value), Map.of())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }

  @Test
  void shouldLookForPoliciesAtTheUsualPlaceUnlessToldOtherwise() {
    MtaStsSettings usual = MtaStsSettings.from(Settings.of(MtaStsSettings.ALL, Map.of(), Map.of()));

    assertThat(usual.enabled()).isTrue();
    assertThat(usual.port()).isEqualTo(443);
    assertThat(usual.trustAnchors()).isEmpty();
    assertThat(usual.patience()).isLessThan(usual.fetchTimeout());
    assertThat(usual.retry()).isLessThan(Duration.ofHours(1));
  }
}
