package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.FakeDns;
import relay.domain.routing.HostAddress;
import relay.domain.routing.NextHop;
import relay.domain.routing.Smarthost.TlsMode;
import relay.domain.settings.Settings;
import relay.domain.transport.HostDecision.PassOver;
import relay.domain.transport.HostDecision.Speak;
import relay.domain.transport.Protection.Start;
import relay.domain.transport.StsPolicy.Mode;

class TransportPlanTest {
  private static final TlsaRecord OWN = Certificates.tlsa(3, 1, 1, "mx");
  private static final TlsaRecord AUTHORITY = Certificates.tlsa(2, 1, 1, "ca");
  private static final NextHop EXCHANGERS = new NextHop.MailExchangers("example.org");
  private static final NextHop ROUTE = new NextHop.Smarthosts("out", List.of());
  private final FakeDns dns =
      new FakeDns().address("mx.example", "192.0.2.1").authentic("mx.example");
  private final FakeTlsa tlsa = new FakeTlsa();
  private final Map<String, String> file = new HashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private Optional<StsPolicy> sts = Optional.empty();

  @Test
  void shouldEncryptWhereItIsOfferedWhenNothingIsDemandedOrPublished() {
    Protection protection = speak(mx(true), false);

    assertThat(protection)
        .isEqualTo(new Protection("may", Start.WHEN_OFFERED, CertificateCheck.ANY, "mx.example"));
    assertThat(protection.isEncrypting()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "none, NEVER, false",
    "may, WHEN_OFFERED, false",
    "encrypt, DEMANDED, false",
    "verify, DEMANDED, true",
    "secure, DEMANDED, true"
  })
  void shouldDoAsTheOperatorDemandsWithoutAskingAnybody(String level, Start start, boolean known) {
    level(level);
    sts(Mode.ENFORCE, "other.example");
    tlsa.at("mx.example", true, OWN);

    Protection protection = speak(mx(true), false);

    assertThat(protection.policy()).isEqualTo(level);
    assertThat(protection.start()).isEqualTo(start);
    assertThat(protection.isVerifying()).isEqualTo(known);
    assertThat(questions).hasValue(0);
    assertThat(tlsa.questions).isEmpty();
  }

  @Test
  void shouldPinTheNamesOfTheOperatorWhateverTheMxRecordSays() {
    level("secure");
    file.put("tls-policy.x.names", "mail.bank.example");

    assertThat(speak(mx(false), false).check())
        .isEqualTo(new CertificateCheck.Authority(List.of("mail.bank.example")));
  }

  @Test
  void shouldKnowAServerByItsTlsaRecords() {
    tlsa.at("mx.example", true, OWN);

    assertThat(speak(mx(true), false))
        .isEqualTo(
            new Protection(
                "dane",
                Start.DEMANDED,
                new CertificateCheck.Dane(List.of(OWN), List.of()),
                "mx.example"));
  }

  @Test
  void shouldTakeTheNameAndTheDomainUnderAnAuthorityOfTlsaRecords() {
    tlsa.at("mx.example", true, AUTHORITY, OWN);

    var check = (CertificateCheck.Dane) speak(mx(true), false).check();

    assertThat(check.names()).containsExactly("mx.example", "example.org");
  }

  @Test
  void shouldSayTheNameOfTheRecordsInTheHandshake() {
    dns.alias("mx.example", "real.example").authentic("real.example");
    dns.address("real.example", "192.0.2.1");
    tlsa.at("real.example", true, AUTHORITY);

    Protection protection = speak(mx(true), false);

    assertThat(protection.serverName()).isEqualTo("real.example");
    assertThat(((CertificateCheck.Dane) protection.check()).names())
        .containsExactly("real.example", "mx.example", "example.org");
  }

  @Test
  void shouldNotHeedTlsaRecordsBehindAnMxRecordThatAnybodyCanHaveForged() {
    tlsa.at("mx.example", true, OWN);

    assertThat(speak(mx(false), false).policy()).isEqualTo("may");
    assertThat(tlsa.questions).isEmpty();
  }

  @Test
  void shouldEncryptWithoutKnowingTheServerWhenTlsaRecordsAreOfNoUse() {
    tlsa.at("mx.example", true, new TlsaRecord(0, 1, 1, "ab".repeat(32)));
    sts(Mode.ENFORCE, "mx.example");

    assertThat(speak(mx(true), false))
        .isEqualTo(new Protection("dane", Start.DEMANDED, CertificateCheck.ANY, "mx.example"));
  }

  @Test
  void shouldPassOverAHostWhoseTlsaRecordsCannotBeLookedUp() {
    tlsa.fails("mx.example");
    sts(Mode.ENFORCE, "mx.example");

    PassOver over = passOver(mx(true), false);

    assertThat(over.policy()).isEqualTo("dane");
    assertThat(over.reply().toString()).startsWith("451 4.7.5 ").contains("SERVFAIL");
  }

  @Test
  void shouldGoByDaneBeforeMtaSts() {
    tlsa.at("mx.example", true, OWN);
    sts(Mode.ENFORCE, "mx.example");

    assertThat(speak(mx(true), false).policy()).isEqualTo("dane");
    assertThat(questions).hasValue(0);
  }

  @Test
  void shouldEnforceAPolicyWhereThereAreNoTlsaRecords() {
    sts(Mode.ENFORCE, "*.example.net", "mx.example");

    assertThat(speak(mx(false), false))
        .isEqualTo(
            new Protection(
                "mta-sts",
                Start.DEMANDED,
                new CertificateCheck.Authority(List.of("mx.example")),
                "mx.example"));
  }

  @Test
  void shouldPassOverAHostThatThePolicyDoesNotName() {
    sts(Mode.ENFORCE, "mx.example.net");

    PassOver over = passOver(mx(true), false);

    assertThat(over.policy()).isEqualTo("mta-sts");
    assertThat(over.reply().toString()).startsWith("451 4.7.5 ").contains("mx.example");
    assertThat(over.reply().local()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"TESTING", "NONE"})
  void shouldNeverEnforceAPolicyThatDoesNotSayEnforce(Mode mode) {
    sts(mode, "mx.example.net");

    assertThat(speak(mx(true), false).policy()).isEqualTo("may");
  }

  @Test
  void shouldAskForThePolicyOnceAnAttempt() {
    sts(Mode.ENFORCE, "mx.example");
    TransportPlan plan = rules().planFor(EXCHANGERS, false);

    plan.at(mx(false));
    plan.at(mx(false));

    assertThat(questions).hasValue(1);
  }

  @Test
  void shouldAskForNoPolicyOfAnAddress() {
    TransportPlan plan = rules().planFor(new NextHop.MailExchangers("[192.0.2.1]"), false);

    HostDecision decision = plan.at(host("[192.0.2.1]", TlsMode.OPPORTUNISTIC, true));

    assertThat(decision.policy()).isEqualTo("may");
    assertThat(questions).hasValue(0);
    assertThat(tlsa.questions).isEmpty();
  }

  @Test
  void shouldGiveNoMailToADestinationThatDoesNotPublishWhatIsDemanded() {
    level("dane");
    assertThat(passOver(mx(true), false).reply().toString()).startsWith("451 4.7.5 ");
    assertThat(passOver(mx(false), false).policy()).isEqualTo("dane");

    level("mta-sts");
    assertThat(passOver(mx(true), false).reply().toString()).startsWith("451 4.7.5 ");
    sts(Mode.TESTING, "mx.example");
    assertThat(passOver(mx(true), false).policy()).isEqualTo("mta-sts");
  }

  @Test
  void shouldGiveMailToADestinationThatPublishesWhatIsDemanded() {
    tlsa.at("mx.example", true, OWN);
    sts(Mode.ENFORCE, "mx.example");

    level("dane");
    assertThat(speak(mx(true), false).policy()).isEqualTo("dane");
    level("mta-sts");
    assertThat(speak(mx(true), false).policy()).isEqualTo("mta-sts");
  }

  @Test
  void shouldNotTakeUselessTlsaRecordsForTheDaneThatIsDemanded() {
    tlsa.at("mx.example", true, new TlsaRecord(0, 1, 1, "ab".repeat(32)));
    level("dane");

    assertThat(passOver(mx(true), false).policy()).isEqualTo("dane");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, none, NEVER, false",
    "OPPORTUNISTIC, may, WHEN_OFFERED, false",
    "ENCRYPT, encrypt, DEMANDED, false",
    "REQUIRED, verify, DEMANDED, true",
    "IMPLICIT, verify, AT_ONCE, true"
  })
  void shouldDoAsTheRouteDemandsOfItsHosts(
      TlsMode mode, String policy, Start start, boolean known) {
    tlsa.at("mx.example", true, OWN);
    file.put("tls-policy.default", "dane");

    Protection protection =
        ((Speak) rules().planFor(ROUTE, false).at(host("mx.example", mode, true))).protection();

    assertThat(protection.policy()).isEqualTo(policy);
    assertThat(protection.start()).isEqualTo(start);
    assertThat(protection.isVerifying()).isEqualTo(known);
    assertThat(tlsa.questions).isEmpty();
  }

  @Test
  void shouldKnowAHostOfARouteByItsTlsaRecordsWhenTheRouteSaysSo() {
    tlsa.at("mx.example", true, AUTHORITY);
    TransportPlan plan = rules().planFor(ROUTE, false);

    var check =
        (CertificateCheck.Dane)
            ((Speak) plan.at(host("mx.example", TlsMode.DANE, true))).protection().check();

    assertThat(check.names()).containsExactly("mx.example");
  }

  @ParameterizedTest
  @CsvSource({"auto", "none", "may", "encrypt"})
  void shouldLookForACertificateWhenTheMailRequiresTls(String level) {
    level(level);

    Protection protection = speak(mx(true), true);

    assertThat(protection.policy()).isEqualTo("verify");
    assertThat(protection.check()).isEqualTo(new CertificateCheck.Authority(List.of("mx.example")));
  }

  @ParameterizedTest
  @CsvSource({"auto", "none", "may", "encrypt"})
  void shouldPassOverAHostThatNobodyVouchesForWhenTheMailRequiresTls(String level) {
    level(level);

    PassOver over = passOver(mx(false), true);

    assertThat(over.reply().toString()).startsWith("550 5.7.30 ").contains("mx.example");
  }

  @ParameterizedTest
  @CsvSource({"auto", "none", "may", "encrypt"})
  void shouldTrustWhatAPolicyVouchesForWhenTheMailRequiresTls(String level) {
    level(level);
    sts(Mode.ENFORCE, "mx.example");

    assertThat(speak(mx(false), true).policy()).isEqualTo("mta-sts");
  }

  @Test
  void shouldTrustTheDemandOfTheOperatorWhenTheMailRequiresTls() {
    level("verify");
    assertThat(speak(mx(false), true).policy()).isEqualTo("verify");

    level("secure");
    assertThat(speak(mx(false), true).policy()).isEqualTo("secure");
  }

  @Test
  void shouldStayWithTlsFromTheFirstOctetWhenTheMailRequiresTls() {
    TransportPlan plan = rules().planFor(ROUTE, true);

    Protection implicit =
        ((Speak) plan.at(host("mx.example", TlsMode.IMPLICIT, true))).protection();
    Protection clear = ((Speak) plan.at(host("mx.example", TlsMode.NONE, true))).protection();

    assertThat(implicit.start()).isEqualTo(Start.AT_ONCE);
    assertThat(clear.start()).isEqualTo(Start.DEMANDED);
    assertThat(clear.isVerifying()).isTrue();
  }

  @Test
  void shouldFindNoTlsaRecordsWhereNothingIsValidated() {
    tlsa.at("mx.example", true, OWN);
    var rules = new TransportRules(this::settings, Optional.empty(), domain -> sts);

    assertThat(rules.planFor(EXCHANGERS, false).at(mx(true)).policy()).isEqualTo("may");
  }

  @Test
  void shouldTakeProtectionsForEqualOnlyWhenTheyDemandTheSame() {
    tlsa.at("mx.example", true, OWN);
    Protection one = speak(mx(true), false);
    Protection same = speak(mx(true), false);
    tlsa.at("mx.example", true, AUTHORITY);

    assertThat(same).isEqualTo(one);
    assertThat(speak(mx(true), false)).isNotEqualTo(one);
  }

  private void level(String level) {
    file.put("tls-policy.x.domains", "example.org");
    file.put("tls-policy.x.level", level);
  }

  private void sts(Mode mode, String... hosts) {
    sts = Optional.of(new StsPolicy(mode, List.of(hosts), Duration.ofDays(1)));
  }

  private Protection speak(HostAddress host, boolean tlsRequired) {
    HostDecision decision = rules().planFor(EXCHANGERS, tlsRequired).at(host);
    assertThat(decision).isInstanceOf(Speak.class);
    return ((Speak) decision).protection();
  }

  private PassOver passOver(HostAddress host, boolean tlsRequired) {
    HostDecision decision = rules().planFor(EXCHANGERS, tlsRequired).at(host);
    assertThat(decision).isInstanceOf(PassOver.class);
    return (PassOver) decision;
  }

  private TransportRules rules() {
    return new TransportRules(
        this::settings,
        Optional.of(new DaneSearch(dns, tlsa)),
        domain -> {
          questions.incrementAndGet();
          return sts;
        });
  }

  private TlsPolicySettings settings() {
    return TlsPolicySettings.from(Settings.of(TlsPolicySettings.ALL, file, Map.of()));
  }

  private static HostAddress mx(boolean nameProven) {
    return host("mx.example", TlsMode.OPPORTUNISTIC, nameProven);
  }

  private static HostAddress host(String name, TlsMode mode, boolean nameProven) {
    var address = IpLiteral.parse("192.0.2.1").orElseThrow();
    return new HostAddress(name, address, 25, mode, nameProven, Optional.empty());
  }
}
