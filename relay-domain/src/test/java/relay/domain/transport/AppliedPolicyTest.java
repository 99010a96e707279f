package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.FakeDns;
import relay.domain.routing.HostAddress;
import relay.domain.routing.NextHop;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.settings.Settings;
import relay.domain.transport.AppliedPolicy.None;
import relay.domain.transport.AppliedPolicy.Sts;
import relay.domain.transport.AppliedPolicy.Tlsa;

/** Whose policy is told to have decided about a host (RFC 8460 4.2). */
class AppliedPolicyTest {
  private static final NextHop EXCHANGERS = new NextHop.MailExchangers("example.org");
  private static final NextHop ROUTE = new NextHop.Smarthosts("out", List.of());
  private static final TlsaRecord OWN = Certificates.tlsa(3, 1, 1, "mx");
  private static final TlsProblem LOST =
      new TlsProblem(TlsFault.STS_POLICY_FETCH_ERROR, "no answer");
  private final FakeDns dns = new FakeDns().address("mx.example", "192.0.2.1");
  private final FakeTlsa tlsa = new FakeTlsa();
  private final Map<String, String> file = new HashMap<>();
  private Optional<StsPolicy> sts = Optional.empty();
  private Optional<TlsProblem> problem = Optional.empty();

  @Test
  void shouldBeNobodysWhereNothingIsPublished() {
    assertThat(applied()).contains(new None("example.org"));
  }

  @Test
  void shouldBeThatOfTheTlsaRecords() {
    dns.authentic("mx.example");
    tlsa.at("mx.example", true, OWN);

    assertThat(applied()).contains(new Tlsa("mx.example", List.of(OWN), Optional.empty()));
  }

  @Test
  void shouldTellThatTlsaRecordsAreOfNoUse() {
    dns.authentic("mx.example");
    TlsaRecord useless = new TlsaRecord(1, 1, 1, "ab".repeat(32));
    tlsa.at("mx.example", true, useless);

    Tlsa told = (Tlsa) applied().orElseThrow();

    assertThat(told.records()).containsExactly(useless);
    assertThat(told.problem().orElseThrow().fault()).isEqualTo(TlsFault.TLSA_INVALID);
  }

  @Test
  void shouldTellThatNobodyCanSayWhetherThereAreTlsaRecords() {
    dns.authentic("mx.example");
    tlsa.fails("mx.example");

    assertThat(applied()).contains(Tlsa.without("mx.example", TlsFault.DNSSEC_INVALID, "SERVFAIL"));
  }

  @Test
  void shouldTellThatWeDemandTlsaRecordsWhereNoneAre() {
    level("dane");

    assertThat(applied()).contains(Tlsa.without("mx.example", TlsFault.DANE_REQUIRED, ""));
  }

  @Test
  void shouldBeAnEnforcedPolicyAndObserveNothingBesides() {
    sts(StsPolicy.Mode.ENFORCE, "mx.example");

    assertThat(applied()).contains(new Sts("example.org", sts, Optional.empty(), Optional.empty()));
  }

  @Test
  void shouldTellThatAnEnforcedPolicyForbidsTheHost() {
    sts(StsPolicy.Mode.ENFORCE, "other.example");

    assertThat(applied().orElseThrow().problem().orElseThrow().fault())
        .isEqualTo(TlsFault.VALIDATION_FAILURE);
  }

  /** RFC 8461 5: testing is for reports. */
  @Test
  void shouldObserveTheCertificateWhereAPolicyIsUnderTest() {
    sts(StsPolicy.Mode.TESTING, "mx.example");

    Sts told = (Sts) applied().orElseThrow();

    assertThat(told.observed()).contains(CertificateCheck.Authority.of("mx.example"));
    assertThat(told.problem()).isEmpty();
  }

  @Test
  void shouldTellThatAPolicyUnderTestDoesNotNameTheHost() {
    sts(StsPolicy.Mode.TESTING, "other.example");

    assertThat(applied().orElseThrow().problem()).isPresent();
  }

  @Test
  void shouldTakeAPolicyThatSaysNoneForNone() {
    sts(StsPolicy.Mode.NONE);

    assertThat(applied()).contains(new None("example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "mta-sts"})
  void shouldTellWhyAnAnnouncedPolicyIsNotKnown(String level) {
    level(level);
    problem = Optional.of(LOST);

    assertThat(applied()).contains(Sts.lost("example.org", LOST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"may", "encrypt", "verify", "secure"})
  void shouldBeNobodysWhereTheOperatorDecidesHimself(String level) {
    level(level);
    sts(StsPolicy.Mode.ENFORCE, "mx.example");

    assertThat(applied()).contains(new None("example.org"));
  }

  @Test
  void shouldBeNothingToReportWhereWeWantNoTls() {
    level("none");

    assertThat(applied()).isEmpty();
  }

  @Test
  void shouldBeNothingToReportToAnAddress() {
    NextHop literal = new NextHop.MailExchangers("[192.0.2.1]");

    assertThat(rules().planFor(literal, false).at(mx()).applied()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TlsMode.class)
  void shouldBeNothingToReportToHostsOfOurRoutes(TlsMode mode) {
    assertThat(rules().planFor(ROUTE, false).at(host("mx.example", mode)).applied()).isEmpty();
  }

  @Test
  void shouldStayTheSameForAMailThatDemandsMore() {
    sts(StsPolicy.Mode.TESTING, "mx.example");

    assertThat(rules().planFor(EXCHANGERS, true).at(mx()).applied().orElseThrow())
        .isInstanceOf(Sts.class);
  }

  /** RFC 8460 3: reports arrive even where TLS is broken. */
  @Test
  void shouldKeepNoReportBack() {
    dns.authentic("mx.example");
    tlsa.fails("mx.example");
    sts(StsPolicy.Mode.ENFORCE, "other.example");

    HostDecision decision = rules().planWithoutPolicy(EXCHANGERS).at(mx());

    assertThat(decision).isInstanceOf(HostDecision.Speak.class);
    assertThat(((HostDecision.Speak) decision).protection().start())
        .isEqualTo(Protection.Start.WHEN_OFFERED);
  }

  @Test
  void shouldNotEncryptAReportWhereWeNeverEncrypt() {
    level("none");

    HostDecision decision = rules().planWithoutPolicy(EXCHANGERS).at(mx());

    assertThat(((HostDecision.Speak) decision).protection().start())
        .isEqualTo(Protection.Start.NEVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"encrypt", "verify", "secure", "dane", "mta-sts"})
  void shouldHoldToWhatTheOperatorDemandsWhateverAMailAsksFor(String level) {
    level(level);

    assertThat(rules().planWithoutPolicy(EXCHANGERS).at(mx()).policy())
        .isEqualTo(rules().planFor(EXCHANGERS, false).at(mx()).policy());
  }

  private void level(String level) {
    file.put("tls-policy.x.domains", "example.org");
    file.put("tls-policy.x.level", level);
  }

  private void sts(StsPolicy.Mode mode, String... hosts) {
    sts = Optional.of(new StsPolicy(mode, List.of(hosts), Duration.ofDays(1)));
  }

  private Optional<AppliedPolicy> applied() {
    return rules().planFor(EXCHANGERS, false).at(mx()).applied();
  }

  private TransportRules rules() {
    return new TransportRules(
        () -> TlsPolicySettings.from(Settings.of(TlsPolicySettings.ALL, file, Map.of())),
        Optional.of(new DaneSearch(dns, tlsa)),
        new Published());
  }

  private static HostAddress mx() {
    return host("mx.example", TlsMode.OPPORTUNISTIC);
  }

  private static HostAddress host(String name, TlsMode mode) {
    var address = IpLiteral.parse("192.0.2.1").orElseThrow();
    return new HostAddress(name, address, 25, mode, true, Optional.empty());
  }

  /** What the test says of MTA-STS. */
  private final class Published implements StsPolicies {
    @Override
    public Optional<StsPolicy> policyOf(DomainName domain) {
      return sts;
    }

    @Override
    public Optional<TlsProblem> problemOf(DomainName domain) {
      return problem;
    }
  }
}
