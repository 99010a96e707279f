package relay.domain.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.DomainName;
import relay.domain.rotation.KeyDns;
import relay.domain.routing.FakeDns;
import relay.domain.routing.LookupResult;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;
import relay.domain.signing.DkimKeyLookup.Answer;

/** Records as receivers read them: what they take for none must not be called right. */
class EveryRecordTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String INCLUDE = "include:spf.relay.example";
  private final KeyDns dns = new KeyDns();
  private final FakeDns hosts = new FakeDns();
  private Instant now = NOON;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 7208 6.1: with all anywhere, a redirect counts for nothing
        "v=spf1 redirect=spf.relay.example | OK",
        "v=spf1 mx redirect=spf.relay.example | OK",
        "v=spf1 redirect=spf.relay.example -all | WRONG",
        "v=spf1 ~all redirect=spf.relay.example | WRONG",
        "v=spf1 redirect=a.example | OK",
        "v=spf1 redirect=a.example ?all | WRONG",
        // 6: twice is an error
        "v=spf1 include:spf.relay.example redirect=b.example redirect=c.example | WRONG",
        "v=spf1 include:spf.relay.example exp=b.example exp=c.example -all | WRONG",
        "v=spf1 include:spf.relay.example exp=b.example -all | OK",
        // what an included record says of all ends that record alone
        "v=spf1 include:b.example include:a.example -all | OK",
        "v=spf1 -all | WRONG",
        "v=spf1 | WRONG",
        "v=spf1 ?include:spf.relay.example -all | WRONG",
        "v=spf1 exists:%{i}.spf.relay.example -all | WRONG",
        "v=spf1 include:%{d}.example include:a.example -all | OK"
      })
  void shouldJudgeSpfAsReceiversDo(String record, RecordState state) {
    dns.texts("a.example", "v=spf1 include:spf.relay.example -all");
    dns.texts("b.example", "v=spf1 -all");

    Finding finding = new SpfRule(Optional.of(INCLUDE), true).judge(List.of(record), dns::textsOf);

    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.found()).containsExactly(record);
    assertThat(finding.advice().isEmpty()).isEqualTo(state == RecordState.OK);
  }

  /** Who writes down what he is told has a record that is right, whatever was there before. */
  @Test
  void shouldAdviseARecordThatIsRight() {
    SpfRule rule = new SpfRule(Optional.of(INCLUDE), true);
    String[] terms = {
      "mx",
      "a:mail.example",
      "ip4:192.0.2.0/24",
      "-all",
      "~all",
      "+all",
      "all",
      "redirect=b.example",
      "include:c.example",
      "-" + INCLUDE,
      "?" + INCLUDE,
      "exp=d.example",
      "ptr",
      "ip6:2001:db8::/32"
    };
    Chance.rounds(
        500,
        random -> {
          StringBuilder record = new StringBuilder("v=spf1");
          List<String> left = new ArrayList<>(List.of(terms));
          for (int i = random.nextInt(6); i > 0; i--) {
            record.append(' ').append(left.remove(random.nextInt(left.size())));
          }

          Finding finding = rule.judge(List.of(record.toString()), dns::textsOf);

          Finding after = rule.judge(List.of(finding.value()), dns::textsOf);
          // several alls need several corrections
          for (int i = 0; i < 3 && after.state() != RecordState.OK; i++) {
            after = rule.judge(List.of(after.value()), dns::textsOf);
          }
          assertThat(after.state()).as("%s: %s", record, finding).isEqualTo(RecordState.OK);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 7489 6.4: blanks around the equals sign of the version
        "v = DMARC1 ; p=none | OK",
        "v=DMARC1;p=none | OK",
        "v=dmarc1; p=none | MISSING",
        "v=DMARC1 p=none | MISSING",
        "v=DMARC1, p=none | MISSING",
        "v=DMARC10; p=none | MISSING",
        "v=DMARC1; p = reject ; sp=none | OK",
        "v=DMARC1; P=REJECT | OK",
        "v=DMARC1; p=reject; p=none | OK",
        "v=DMARC1 | WRONG"
      })
  void shouldJudgeDmarcAsReceiversDo(String record, RecordState state) {
    assertThat(PolicyRules.dmarc(List.of(record), "x").state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 8461 3.1: no blanks in the version, or the record is discarded
        "v=STSv1; id=1 | OK",
        "v=STSv1 ; id=1; | OK",
        "v=STSv1;id=abcDEF0123456789abcDEF0123456789 | OK",
        "v=STSv1;id=abcDEF0123456789abcDEF0123456789x | WRONG",
        "v=STSv1;id= | WRONG",
        "v = STSv1; id=1 | MISSING",
        "v =STSv1; id=1 | MISSING",
        "v=stsv1; id=1 | MISSING",
        "id=1; v=STSv1 | MISSING"
      })
  void shouldJudgeMtaStsAsSendersDo(String record, RecordState state) {
    assertThat(PolicyRules.mtaSts(List.of(record), "x", "https://x").state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=TLSRPTv1; rua=mailto:a@b.example,https://c.example/r | OK",
        "v=TLSRPTv1;rua=mailto:a@b.example | OK",
        "v = TLSRPTv1; rua=mailto:a@b.example | MISSING",
        "v=TLSRPTv1; ruf=mailto:a@b.example | WRONG",
        "v=TLSRPTv1; rua=a@b.example | WRONG",
        "v=TLSRPTv2; rua=mailto:a@b.example | MISSING"
      })
  void shouldJudgeTlsReportingAsSendersDo(String record, RecordState state) {
    assertThat(PolicyRules.tlsRpt(List.of(record), "x").state()).isEqualTo(state);
  }

  /** Other texts at the same name are nobody's business. */
  @Test
  void shouldNotCountOtherTextsAsRecords() {
    List<String> texts = List.of("google-site-verification=1", "v=DMARC1; p=none", "", "v=DMARC");

    assertThat(PolicyRules.dmarc(texts, "x").state()).isEqualTo(RecordState.OK);
    assertThat(PolicyRules.dmarc(List.of("a", "b"), "x").found()).containsExactly("a", "b");
  }

  @Test
  void shouldAskUntilItsHourAndNoLonger() {
    PatientLookup patient = new PatientLookup(dns, hosts, () -> now, NOON.plusSeconds(20));
    dns.texts("a.example", "x");
    hosts.mx("a.example", 10, "mx.a.example").address("a.example", "192.0.2.1");
    DomainName name = DomainName.of("a.example");

    now = NOON.plusSeconds(20);
    assertThat(patient.textsOf("a.example")).isEqualTo(new Answer.Found(List.of("x")));
    assertThat(patient.mailExchangers(name)).isInstanceOf(LookupResult.Found.class);
    assertThat(patient.ipv4(name)).isInstanceOf(LookupResult.Found.class);
    int asked = dns.questions() + hosts.questions();

    now = now.plusMillis(1);
    assertThat(patient.textsOf("a.example")).isInstanceOf(Answer.Unavailable.class);
    for (LookupResult<?> answer :
        List.of(
            patient.mailExchangers(name),
            patient.ipv4(name),
            patient.ipv6(name),
            patient.alias(name))) {
      assertThat(answer)
          .isInstanceOfSatisfying(
              LookupResult.TemporaryFailure.class,
              late -> assertThat(late.problem()).contains("onboarding.patience"));
    }
    assertThat(dns.questions() + hosts.questions()).isEqualTo(asked);
    assertThat(patient.texts("a.example", "value", found -> Finding.ok("", found)))
        .extracting(Finding::state, Finding::value)
        .containsExactly(RecordState.UNKNOWN, "value");
  }

  @Test
  void shouldTakeANameThatIsNoneForOneThatDoesNotExist() {
    var records = new PatientRecords(new PatientLookup(dns, hosts, () -> now, NOON));

    assertThat(records.ipv4("no name")).isInstanceOf(LookupResult.NoSuchDomain.class);
    assertThat(records.mailExchangers("-x.example")).isInstanceOf(LookupResult.NoSuchDomain.class);
    assertThat(records.texts("a.example")).isInstanceOf(LookupResult.NoData.class);
    dns.fails("b.example");
    assertThat(records.texts("b.example")).isInstanceOf(LookupResult.TemporaryFailure.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "onboarding.spf-include | spf relay | a domain name, or empty",
        "onboarding.spf-include | include:spf.relay.example | a domain name, or empty",
        "onboarding.return-path-host | 192.0.2.1 | a domain name, or empty",
        "onboarding.return-path-label | a.b | one label of a domain name",
        "onboarding.return-path-label | - | one label of a domain name",
        "onboarding.patience | 99ms | a duration such as 250ms, 30s, 5m, 4h, 5d; from 100ms to 300s",
        "onboarding.patience | 301s | a duration such as 250ms, 30s, 5m, 4h, 5d; from 100ms to 300s"
      })
  void shouldNameTheSettingThatCannotBe(String key, String value, String rule) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("setting " + key + " = " + value + ": must be " + rule);
  }

  @Test
  void shouldReadEachSettingIntoItsOwnPlace() {
    assertThat(
            settings(
                Map.of(
                    "onboarding.spf-include", "SPF.Relay.Example",
                    "onboarding.return-path-host", "b\u00fccher.example",
                    "onboarding.return-path-label", "Ret",
                    "onboarding.patience", "5m")))
        .isEqualTo(
            new OnboardingSettings(
                Optional.of(DomainName.of("spf.relay.example")),
                Optional.of(DomainName.of("xn--bcher-kva.example")),
                "ret",
                Duration.ofMinutes(5)));
    assertThat(settings(Map.of()).returnPathHost()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounces.relay.example", "BOUNCES.relay.EXAMPLE"})
  void shouldKnowItsOwnHostInAnyCase(String host) {
    OnboardingSettings settings = settings(Map.of("onboarding.return-path-host", host));
    hosts.alias("bounce.acme.example", "bounces.relay.example");
    PatientLookup patient = new PatientLookup(dns, hosts, () -> now, NOON);

    DnsRecord record = new ReturnPathRule(settings, patient).judge(DomainName.of("acme.example"));

    assertThat(record.state()).isEqualTo(RecordState.OK);
    assertThat(record.name()).isEqualTo("bounce.acme.example");
    assertThat(record.type()).isEqualTo("CNAME");
  }

  private static OnboardingSettings settings(Map<String, String> file) {
    return OnboardingSettings.from(Settings.of(OnboardingSettings.ALL, file, Map.of()));
  }
}
