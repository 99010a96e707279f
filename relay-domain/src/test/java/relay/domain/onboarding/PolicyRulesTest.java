package relay.domain.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyRulesTest {
  private static final String WANTED = "what to write";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=DMARC1; p=none|OK",
        "v=DMARC1;p=reject;rua=mailto:a@b.example|OK",
        "v=DMARC1 ; p=Quarantine ; pct=100|OK",
        "v=DMARC1; rua=mailto:a@b.example|WRONG",
        "v=DMARC1; p=block|WRONG",
        "v=DMARC1; sp=none|WRONG",
        "p=none; v=DMARC1|MISSING",
        "v=spf1 -all|MISSING"
      })
  void shouldJudgeDmarc(String record, RecordState state) {
    Finding finding = PolicyRules.dmarc(List.of(record), WANTED);

    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.found()).containsExactly(record);
    assertThat(finding.value()).isEqualTo(state == RecordState.OK ? record : finding.value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=STSv1; id=20260131T1200;|OK",
        "v=STSv1; id=2026-01|WRONG",
        "v=STSv1;|WRONG",
        "v=STSv2; id=1|MISSING"
      })
  void shouldJudgeMtaSts(String record, RecordState state) {
    assertThat(PolicyRules.mtaSts(List.of(record), WANTED, "https://x").state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=TLSRPTv1; rua=mailto:a@b.example|OK",
        "v=TLSRPTv1; rua=https://b.example/r|OK",
        "v=TLSRPTv1; rua=ftp://b.example|WRONG",
        "v=TLSRPTv1|WRONG"
      })
  void shouldJudgeTlsReporting(String record, RecordState state) {
    assertThat(PolicyRules.tlsRpt(List.of(record), WANTED).state()).isEqualTo(state);
  }

  @Test
  void shouldTellWhatToWriteWhenThereIsNothingOrTooMuch() {
    Finding missing = PolicyRules.dmarc(List.of(), WANTED);
    Finding twice = PolicyRules.dmarc(List.of("v=DMARC1; p=none", "v=DMARC1; p=none"), WANTED);

    assertThat(missing.state()).isEqualTo(RecordState.MISSING);
    assertThat(missing.value()).isEqualTo(WANTED);
    assertThat(twice.state()).isEqualTo(RecordState.WRONG);
    assertThat(twice.value()).isEqualTo(WANTED);
  }
}
