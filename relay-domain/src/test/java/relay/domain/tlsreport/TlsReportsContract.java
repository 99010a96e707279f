package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tlsreport.TlsReporting.DAY;
import static relay.domain.tlsreport.TlsReporting.NONE;
import static relay.domain.tlsreport.TlsReporting.STS;
import static relay.domain.tlsreport.TlsReporting.bad;
import static relay.domain.tlsreport.TlsReporting.failure;
import static relay.domain.tlsreport.TlsReporting.good;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.tlsreport.TlsReports.Due;
import relay.domain.transport.TlsFault;

/** What every keeper of sessions and reports does. */
public interface TlsReportsContract {
  Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  Duration HOLD = Duration.ofMinutes(10);
  Due ORG = new Due(DAY, "example.org");

  /** The same ones each time, at first without anything. */
  TlsReports reports();

  @Test
  default void shouldAddUpWhatAllNodesCount() {
    TlsFailure expired = failure(TlsFault.CERTIFICATE_EXPIRED, "mx.example.org");
    reports().add(List.of(good("example.org", STS, 2), bad("example.org", STS, expired, 1)), 10);
    reports().add(List.of(good("example.org", STS, 3), good("example.net", NONE, 1)), 10);

    assertThat(reports().of(DAY, "example.org"))
        .containsExactlyInAnyOrder(
            good("example.org", STS, 5), bad("example.org", STS, expired, 1));
    assertThat(reports().of(DAY, "example.net")).containsExactly(good("example.net", NONE, 1));
    assertThat(reports().of(DAY.plusDays(1), "example.org")).isEmpty();
  }

  @Test
  default void shouldTellFurtherKindsOfFailuresByTheirTypeAlone() {
    for (int i = 0; i < 5; i++) {
      TlsFailure each = failure(TlsFault.CERTIFICATE_EXPIRED, "mx" + i + ".example.org");
      reports().add(List.of(bad("example.org", STS, each, 1)), 3);
    }
    reports().add(List.of(good("example.org", STS, 7)), 3);

    List<TalliedSessions> kept = reports().of(DAY, "example.org");

    assertThat(kept).hasSize(5);
    assertThat(kept.stream().mapToLong(TalliedSessions::sessions).sum()).isEqualTo(12);
    assertThat(kept)
        .contains(
            bad(
                "example.org",
                STS,
                failure(TlsFault.CERTIFICATE_EXPIRED, "mx0.example.org").inShort(),
                2));
  }

  @Test
  default void shouldListDaysThatAreOverOneAfterTheOther() {
    reports()
        .add(
            List.of(
                good("b.example", NONE, 1), good("a.example", NONE, 1), good("a.example", STS, 1)),
            10);

    List<Due> first = reports().due(DAY.plusDays(1), Optional.empty(), 1);
    List<Due> rest = reports().due(DAY.plusDays(1), Optional.of(first.get(0)), 10);

    assertThat(first).containsExactly(new Due(DAY, "a.example"));
    assertThat(rest).containsExactly(new Due(DAY, "b.example"));
    assertThat(reports().due(DAY, Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void shouldForgetTheCountsOfADayThatIsSettledAndKeepItsReportsOnce() {
    reports().add(List.of(good("example.org", STS, 2)), 10);
    OutgoingReport report = report("https://example.org/a");

    reports().settle(ORG, List.of(report, report("mailto:tls@example.org")));
    reports().settle(ORG, List.of(report));

    assertThat(reports().of(DAY, "example.org")).isEmpty();
    assertThat(reports().find(report.id())).contains(report);
    assertThat(reports().list(Optional.empty(), Optional.empty(), 10)).hasSize(2);
    assertThat(reports().find("nonsense")).isEmpty();
  }

  @Test
  default void shouldGiveAReportToOneNodeOnlyUntilItsHoldIsOver() {
    OutgoingReport report = report("https://example.org/a");
    reports().settle(ORG, List.of(report));

    assertThat(reports().take(NOW.minusSeconds(1), HOLD)).isEmpty();
    assertThat(reports().take(NOW, HOLD)).contains(report);
    assertThat(reports().take(NOW, HOLD)).as("another node").isEmpty();
    assertThat(reports().take(NOW.plus(HOLD), HOLD)).as("the first one died").contains(report);
  }

  @Test
  default void shouldKeepWhatBecameOfAReport() {
    OutgoingReport report = report("https://example.org/a");
    reports().settle(ORG, List.of(report));
    OutgoingReport troubled =
        reports().take(NOW, HOLD).orElseThrow().troubled("answered 503", Duration.ofDays(1), NOW);

    reports().keep(troubled);

    assertThat(reports().take(NOW.plusSeconds(299), HOLD)).isEmpty();
    OutgoingReport again = reports().take(NOW.plusSeconds(300), HOLD).orElseThrow();
    assertThat(again).isEqualTo(troubled);
    OutgoingReport sent = again.sent("answered 200", "", NOW.plusSeconds(301));
    reports().keep(sent);
    assertThat(reports().find(report.id())).contains(sent);
    assertThat(reports().take(NOW.plus(Duration.ofDays(9)), HOLD)).isEmpty();
  }

  @Test
  default void shouldListReportsPageByPage() {
    OutgoingReport a = report("https://example.org/a");
    OutgoingReport b = report("https://example.org/b");
    OutgoingReport other = report("example.net", "https://example.net/");
    reports().settle(ORG, List.of(a, b));
    reports().settle(new Due(DAY, "example.net"), List.of(other));

    List<OutgoingReport> all = reports().list(Optional.empty(), Optional.empty(), 10);
    List<OutgoingReport> second = reports().list(Optional.empty(), Optional.of(all.get(0).id()), 1);

    assertThat(all).containsExactlyInAnyOrder(a, b, other);
    assertThat(second).containsExactly(all.get(1));
    assertThat(reports().list(Optional.of("example.net"), Optional.empty(), 10))
        .containsExactly(other);
    assertThat(reports().list(Optional.empty(), Optional.of("nonsense"), 10)).isEmpty();
  }

  /** One for example.org. */
  static OutgoingReport report(String uri) {
    return report("example.org", uri);
  }

  private static OutgoingReport report(String domain, String uri) {
    var document =
        TlsReportDocument.of(
            DAY, domain, TlsReporting.settings().reporter(), List.of(good(domain, STS, 2)));
    return OutgoingReport.of(document, ReportAddress.read(uri).orElseThrow(), NOW);
  }
}
