package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.transport.AppliedPolicy;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.TlsFault;
import relay.domain.transport.TlsProblem;

/** What is kept of sessions comes back as it was. */
class StoredTextTest {

  @ParameterizedTest
  @EnumSource(TlsFault.class)
  void shouldReadAFailureThatItWrote(TlsFault fault) {
    TlsFailure failure = TlsReporting.failure(fault, "mx.example.org");

    assertThat(TlsFailure.read(failure.text())).isEqualTo(failure);
    assertThat(TlsFailure.read(failure.inShort().text())).isEqualTo(failure.inShort());
  }

  @Test
  void shouldReadPoliciesThatItWrote() {
    for (AppliedPolicy applied : List.of(TlsReporting.NONE, TlsReporting.STS, TlsReporting.TLSA)) {
      ReportedPolicy policy = ReportedPolicy.of(applied);

      assertThat(ReportedPolicy.read(policy.text())).isEqualTo(policy);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "", "{\"result-type\": \"nonsense\"}"})
  void shouldRefuseAFailureThatItDidNotWrite(String text) {
    assertThatThrownBy(() -> TlsFailure.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldMakeWhatStrangersWroteHarmlessAndShort() {
    var failure =
        new TlsFailure(
            TlsFault.VALIDATION_FAILURE,
            "",
            "mx\r\nInjected: yes",
            "h\u00e9lo",
            "",
            "\"x\\".repeat(500));

    assertThat(failure.host()).isEqualTo("mx??Injected: yes");
    assertThat(failure.helo()).isEqualTo("h?lo");
    assertThat(failure.reason()).hasSize(200);
    assertThat(TlsFailure.read(failure.text())).isEqualTo(failure);
    assertThat(failure.text().length()).as("fits its column").isLessThan(3000);
  }

  @Test
  void shouldFitItsColumnWhateverStandsInIt() {
    String worst = "\"".repeat(1000);
    var failure =
        new TlsFailure(TlsFault.STS_POLICY_FETCH_ERROR, worst, worst, worst, worst, worst);

    assertThat(failure.text().length()).isLessThan(3000);
  }

  @Test
  void shouldTellABoundedPartOfAPolicyWithManyHosts() {
    List<String> hosts = IntStream.range(0, 1000).mapToObj(i -> "mx" + i + ".example").toList();
    var policy =
        ReportedPolicy.of(
            new AppliedPolicy.Sts(
                "example.org",
                Optional.of(new StsPolicy(StsPolicy.Mode.ENFORCE, hosts, Duration.ofDays(1))),
                Optional.empty(),
                Optional.empty()));

    assertThat(policy.hosts()).hasSize(100);
    assertThat(policy.lines()).hasSize(100).startsWith("version: STSv1", "mode: enforce");
  }

  @Test
  void shouldTellAPolicyThatCouldNotBeHadByItsKindAlone() {
    var lost =
        new AppliedPolicy.Sts(
            "example.org",
            Optional.empty(),
            Optional.of(new TlsProblem(TlsFault.STS_POLICY_FETCH_ERROR, "no answer")),
            Optional.empty());

    assertThat(ReportedPolicy.of(lost))
        .isEqualTo(new ReportedPolicy("sts", "example.org", List.of(), List.of()));
  }
}
