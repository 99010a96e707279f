package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.tlsreport.OutgoingReport.State;

class OutgoingReportTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private final OutgoingReport report = report("https://example.org/tls");

  @Test
  void shouldBeTriedAtOnce() {
    assertThat(report.state()).isEqualTo(State.WAITING);
    assertThat(report.nextAt()).isEqualTo(NOW);
    assertThat(report.tries()).isZero();
  }

  @Test
  void shouldBeTriedAgainAfterLongerAndLongerPausesAndForADayAtMost() {
    OutgoingReport last = report;
    Instant at = NOW;
    Duration pause = Duration.ZERO;
    while (last.state() == State.WAITING) {
      at = last.nextAt();
      last = last.troubled("answered 503", DAY, at);
      if (last.state() == State.WAITING) {
        Duration next = Duration.between(at, last.nextAt());
        assertThat(next).isGreaterThanOrEqualTo(pause).isLessThanOrEqualTo(Duration.ofHours(3));
        pause = next;
      }
    }

    assertThat(last.state()).isEqualTo(State.FAILED);
    assertThat(last.endedAt()).contains(at);
    assertThat(at).isBetween(NOW.plus(Duration.ofHours(20)), NOW.plus(DAY));
    assertThat(last.tries()).isBetween(10, 20);
  }

  @Test
  void shouldEndWhenItIsHandedOver() {
    OutgoingReport sent =
        report.troubled("no answer", DAY, NOW).sent("answered 201", "", NOW.plusSeconds(300));

    assertThat(sent.state()).isEqualTo(State.SENT);
    assertThat(sent.endedAt()).contains(NOW.plusSeconds(300));
    assertThat(sent.tries()).isEqualTo(2);
    assertThat(sent.answer()).isEqualTo("answered 201");
  }

  @Test
  void shouldKeepOfAnAnswerWhatFitsOnALine() {
    assertThat(report.troubled("a\r\nb\u00e4" + "c".repeat(500), DAY, NOW).answer())
        .startsWith("a??b?c")
        .hasSize(250);
  }

  @Test
  void shouldBeKnownByReportAndAddress() {
    assertThat(report("https://example.org/tls").id()).isEqualTo(report.id()).hasSize(32);
    assertThat(report("https://example.org/other").id()).isNotEqualTo(report.id());
    assertThat(report("https://example.org/other").reportId()).isEqualTo(report.reportId());
  }

  @Test
  void shouldTellThatAnotherPageFollows() {
    OutgoingReport other = report("mailto:tls@example.org").sent("queued", "0123", NOW);

    JsonObject page = OutgoingJson.of(List.of(other, report), 1);

    assertThat(page.getString("next_cursor")).isEqualTo(other.id());
    JsonObject shown = page.getJsonArray("reports").getJsonObject(0);
    assertThat(shown.getString("state")).isEqualTo("sent");
    assertThat(shown.getString("queue_id")).isEqualTo("0123");
    assertThat(shown.getString("ended_at")).isEqualTo(NOW.toString());
    assertThat(shown.containsKey("next_try")).isFalse();
    assertThat(OutgoingJson.of(List.of(report), 1).containsKey("next_cursor")).isFalse();
  }

  @Test
  void shouldShowTheDocumentOfOne() {
    JsonObject shown = OutgoingJson.of(report);

    assertThat(shown.getJsonObject("document").getString("report-id")).isEqualTo(report.reportId());
    assertThat(shown.getString("next_try")).isEqualTo(NOW.toString());
    assertThat(shown.containsKey("answer")).isFalse();
  }

  private static OutgoingReport report(String uri) {
    var document =
        TlsReportDocument.of(
            TlsReporting.DAY,
            "example.org",
            TlsReporting.settings().reporter(),
            List.of(TlsReporting.good("example.org", TlsReporting.NONE, 3)));
    return OutgoingReport.of(document, ReportAddress.read(uri).orElseThrow(), NOW);
  }
}
