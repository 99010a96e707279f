package relay.web.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.signing.DkimKeyLookup.Answer;
import relay.domain.tlsreport.InMemoryTlsReports;
import relay.domain.tlsreport.OutgoingReport;
import relay.domain.tlsreport.ReportPreview;
import relay.domain.tlsreport.SessionTally;
import relay.domain.tlsreport.TlsReporting;
import relay.domain.tlsreport.TlsReports.Due;
import relay.domain.tlsreport.TlsReportsContract;
import relay.web.HttpPeer;
import relay.web.access.FakeUserDoor;

class OutgoingReportResourceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final String PATH = "/api/v1/tls-reports/outgoing";
  private final InMemoryTlsReports reports = new InMemoryTlsReports();
  private final HttpPeer peer =
      HttpPeer.knowing(
          new FakeUserDoor(), InetAddress.getLoopbackAddress(), resource(), previewing());

  private OutgoingReportResource resource() {
    var resource = new OutgoingReportResource();
    resource.reports = reports;
    return resource;
  }

  private ReportPreviewResource previewing() {
    var resource = new ReportPreviewResource();
    var tally = new SessionTally(TlsReporting::settings, () -> NOW);
    resource.preview =
        new ReportPreview(
            reports,
            tally,
            name -> new Answer.Found(List.of("v=TLSRPTv1; rua=mailto:tls@example.org")),
            TlsReporting::settings,
            () -> NOW);
    return resource;
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldShowWhatWasSentPageByPage() {
    OutgoingReport one = TlsReportsContract.report("https://example.org/a");
    OutgoingReport other = TlsReportsContract.report("mailto:tls@example.org");
    reports.settle(new Due(TlsReporting.DAY, "example.org"), List.of(one, other));

    JsonObject first = get(PATH + "?limit=1");
    JsonObject second = get(PATH + "?limit=1&cursor=" + first.getString("next_cursor"));

    assertThat(
            List.of(
                first.getJsonArray("reports").getJsonObject(0).getString("id"),
                second.getJsonArray("reports").getJsonObject(0).getString("id")))
        .containsExactlyInAnyOrder(one.id(), other.id());
    assertThat(second.containsKey("next_cursor")).isFalse();
    assertThat(get(PATH + "?domain=example.net").getJsonArray("reports")).isEmpty();
    assertThat(get(PATH + "/" + one.id()).getJsonObject("document").getString("report-id"))
        .isEqualTo(one.reportId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=501", "?limit=many", "?domain=a..b"})
  void shouldRefuseAQuestionThatMakesNoSense(String question) {
    assertThat(peer.getAsAdmin(PATH + question).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldSayThatThereIsNoSuchReport() {
    assertThat(peer.getAsAdmin(PATH + "/" + "0".repeat(32)).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldShowWhatADomainWouldBeTold() {
    JsonObject shown = get("/api/v1/diagnose/tls-report?domain=Example.ORG");

    assertThat(shown.getString("domain")).isEqualTo("example.org");
    assertThat(shown.getBoolean("wanted")).isTrue();
    assertThat(peer.getAsAdmin("/api/v1/diagnose/tls-report").statusCode()).isEqualTo(400);
  }

  private JsonObject get(String path) {
    HttpResponse<String> answer = peer.getAsAdmin(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return HttpPeer.json(answer);
  }
}
