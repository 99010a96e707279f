package relay.domain.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.routing.FakeDns;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.verification.VerificationSettings;

class SpfTrialTest {
  private static final InstantSource CLOCK = () -> Instant.parse("2026-01-31T12:00:00Z");
  private static final Finding UNDECIDED =
      Finding.unknown("v=spf1 a:mx.relay.example ...", List.of("the record"), "who knows?");
  private final Map<String, DkimKeyLookup.Answer> texts = new HashMap<>();
  private final FakeDns hosts =
      new FakeDns()
          .address("mx.relay.example", "192.0.2.1")
          .address("mx.relay.example", "2001:db8::1");

  @Test
  void shouldSeeThatTheRecordNamesTheAddresses() {
    Finding finding = judge("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all");

    assertThat(finding.state()).isEqualTo(RecordState.OK);
    assertThat(finding.value()).isEqualTo("the record");
  }

  @Test
  void shouldFollowIncludesAndExchangers() {
    hosts.mx("acme.example", 10, "mx.relay.example");
    texts.put(
        "spf.acme.example", new DkimKeyLookup.Answer.Found(List.of("v=spf1 mx:acme.example")));

    assertThat(judge("v=spf1 include:spf.acme.example -all").state()).isEqualTo(RecordState.OK);
  }

  @Test
  void shouldTellWhichAddressWouldNotPass() {
    Finding finding = judge("v=spf1 ip4:192.0.2.1 ~all");

    assertThat(finding.state()).isEqualTo(RecordState.UNKNOWN);
    assertThat(finding.advice()).contains("2001:db8", "softfail", "mx.relay.example");
    assertThat(finding.value()).isEqualTo(UNDECIDED.value());
  }

  @Test
  void shouldStayUndecidedWithoutAddresses() {
    hosts.silent("mx.relay.example");

    assertThat(judge("v=spf1 +all")).isEqualTo(UNDECIDED);
  }

  @Test
  void shouldSayWhenTheDnsDoesNotAnswer() {
    texts.put("spf.acme.example", new DkimKeyLookup.Answer.Unavailable("SERVFAIL"));

    Finding finding = judge("v=spf1 include:spf.acme.example -all");

    assertThat(finding.state()).isEqualTo(RecordState.UNKNOWN);
    assertThat(finding.advice()).contains("SERVFAIL");
  }

  @Test
  void shouldTakeNamesThatNobodyCanHaveForMissing() {
    Finding finding = judge("v=spf1 exists:%{s}.acme.example ptr -all");

    assertThat(finding.state()).isEqualTo(RecordState.UNKNOWN);
    assertThat(finding.advice()).contains("fail");
  }

  private Finding judge(String record) {
    texts.put("acme.example", new DkimKeyLookup.Answer.Found(List.of(record)));
    PatientLookup patient =
        new PatientLookup(
            name -> texts.getOrDefault(name, new DkimKeyLookup.Answer.Missing()),
            hosts,
            CLOCK,
            CLOCK.instant().plusSeconds(20));
    VerificationSettings settings =
        new VerificationSettings(2, Duration.ofSeconds(20), "mx.relay.example");
    return new SpfTrial(patient, settings, CLOCK).judge(DomainName.of("acme.example"), UNDECIDED);
  }
}
