package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.settings.InvalidSetting;

class ReportTimeTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  @Test
  void shouldReportSomeTimeAfterMidnightAndNotAlwaysAtTheSame() {
    Set<Instant> offsets = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Instant at = ReportTime.of(DAY.plusDays(i), TlsReporting.settings());
      Instant midnight = Instant.parse("2026-11-21T00:00:00Z").plusSeconds(86_400L * i);
      assertThat(at).isBetween(midnight.plusSeconds(600), midnight.plusSeconds(600 + 4 * 3600));
      offsets.add(at.minusSeconds(86_400L * i));
    }

    assertThat(offsets).hasSizeGreaterThan(40);
  }

  @Test
  void shouldBeTheSameOnAllNodesAndAnotherForOtherSenders() {
    Instant one = ReportTime.of(DAY, TlsReporting.settings());

    assertThat(ReportTime.of(DAY, TlsReporting.settings())).isEqualTo(one);
    assertThat(ReportTime.of(DAY, TlsReporting.settings("tls-reports.from", "a@other.example")))
        .isNotEqualTo(one);
  }

  @Test
  void shouldReportAsSoonAsAllNodesAreDoneWhereThereIsNoSpread() {
    assertThat(ReportTime.of(DAY, TlsReporting.settings("tls-reports.spread", "0s")))
        .isEqualTo(Instant.parse("2026-11-21T00:10:00Z"));
  }

  @Test
  void shouldNameTheReporterAsTheOperatorWants() {
    Reporter plain = TlsReporting.settings().reporter();
    Reporter named =
        TlsReporting.settings(
                "tls-reports.from", "tls@m\u00fcller.example",
                "tls-reports.organization", "Mueller & Sons",
                "tls-reports.contact", "https://mueller.example/tls")
            .reporter();

    assertThat(plain.organization()).isEqualTo("relay.example");
    assertThat(plain.contact()).isEqualTo("tls-reports@relay.example");
    assertThat(named.organization()).isEqualTo("Mueller & Sons");
    assertThat(named.contact()).isEqualTo("https://mueller.example/tls");
    assertThat(named.submitter()).isEqualTo("xn--mller-kva.example");
  }

  @Test
  void shouldRefuseASenderThatIsNoAddress() {
    assertThatThrownBy(() -> TlsReporting.settings("tls-reports.from", "nobody"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("tls-reports.from");
  }
}
