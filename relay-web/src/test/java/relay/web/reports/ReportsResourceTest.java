package relay.web.reports;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.egress.EgressFixture;
import relay.domain.reports.InMemoryReports;
import relay.domain.reports.KeptReportSettings;
import relay.domain.reports.ReportIntake;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.verification.report.ReportCases;
import relay.web.HttpPeer;
import relay.web.access.FakeUserDoor;
import relay.web.access.Filters;
import relay.web.access.People;
import relay.web.mail.BodyReader;

class ReportsResourceTest {
  private static final String ADMIN = HttpPeer.basic("admin", Filters.PASSWORD);
  private static final String PATH = "/api/v1/tenants/acme/reports";
  private final Tenancy tenancy = Tenancies.with(Tenancies.domain("acme", "example.org"));
  private final InMemoryReports reports = new InMemoryReports();
  private final HttpPeer peer =
      HttpPeer.knowing(new FakeUserDoor(), InetAddress.getLoopbackAddress(), resource());

  private ReportsResource resource() {
    var resource = new ReportsResource();
    resource.reports = reports;
    resource.intake =
        new ReportIntake(
            ReportCases.SETTINGS,
            () -> tenancy,
            reports,
            () -> new KeptReportSettings(Duration.ofDays(400), 1000));
    resource.bodies =
        new BodyReader(RelayConfiguration.of(Map.of("http.body-max", "64KB"), Map.of()).http());
    resource.egress = new EgressFixture().has("192.0.2.1").desk(new Random(1));
    resource.clock = InstantSource.fixed(Instant.parse("2026-01-10T06:00:00Z"));
    return resource;
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTakeAReportAndTellThatItIsKnownTheNextTime() {
    HttpResponse<String> first = upload(ADMIN, PATH, ReportCases.octets(ReportCases.OLD));
    HttpResponse<String> again =
        upload(ADMIN, PATH, ReportCases.gzip(ReportCases.octets(ReportCases.OLD)));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(again)).isEqualTo(HttpPeer.json(first));
    assertThat(HttpPeer.json(first).getString("source")).isEqualTo("upload");
  }

  @Test
  void shouldShowAReportWithItsRows() {
    String id =
        HttpPeer.json(upload(ADMIN, PATH, ReportCases.octets(ReportCases.OLD))).getString("id");

    JsonObject listed = HttpPeer.json(peer.getAsAdmin(PATH + "?domain=example.org&kind=dmarc"));
    JsonObject shown = HttpPeer.json(peer.getAsAdmin(PATH + "/" + id));

    assertThat(listed.getJsonArray("reports").getJsonObject(0).getString("id")).isEqualTo(id);
    assertThat(shown.getJsonArray("rows")).hasSize(2);
    assertThat(shown.getInt("passed")).isEqualTo(40);
    assertThat(peer.getAsAdmin(PATH + "/" + "0".repeat(32)).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTellWhoSendsInTheNameOfTheDomain() {
    upload(ADMIN, PATH, ReportCases.octets(ReportCases.OLD));

    JsonObject all = HttpPeer.json(peer.getAsAdmin(PATH + "/sources"));
    JsonObject unknown = HttpPeer.json(peer.getAsAdmin(PATH + "/sources?unknown=true"));

    JsonObject ours = all.getJsonArray("sources").getJsonObject(0);
    assertThat(ours.getString("standing")).isEqualTo("ours");
    assertThat(ours.getString("owner")).isEqualTo("this relay");
    assertThat(unknown.getJsonArray("sources")).hasSize(1);
    assertThat(unknown.getJsonArray("sources").getJsonObject(0).getString("standing"))
        .isEqualTo("unknown");
  }

  @Test
  void shouldTellTheTrendByDay() {
    upload(ADMIN, PATH, ReportCases.octets(ReportCases.OLD));

    JsonObject day =
        HttpPeer.json(peer.getAsAdmin(PATH + "/trend?from=2026-01-01&to=2026-01-31"))
            .getJsonArray("days")
            .getJsonObject(0);

    assertThat(day.getString("day")).isEqualTo("2026-01-01");
    assertThat(day.getInt("messages")).isEqualTo(42);
    assertThat(day.getInt("sources")).isEqualTo(2);
  }

  @Test
  void shouldSayWhyAFileIsNotKept() {
    HttpResponse<String> none = upload(ADMIN, PATH, ReportCases.octets("hello"));
    HttpResponse<String> foreign =
        upload(ADMIN, "/api/v1/tenants/other/reports", ReportCases.octets(ReportCases.OLD));
    HttpResponse<String> large = upload(ADMIN, PATH, new byte[100_000]);

    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(foreign.statusCode()).isEqualTo(422);
    assertThat(HttpPeer.json(foreign).getString("detail")).contains("tenant other");
    assertThat(large.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "?kind=arf, kind",
    "?from=yesterday, from",
    "/sources?to=2026-13-01, to",
    "/trend?limit=0, limit",
    "?cursor=x, cursor"
  })
  void shouldNameTheParameterThatItCannotRead(String query, String field) {
    HttpResponse<String> refused = peer.getAsAdmin(PATH + query);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(HttpPeer.json(refused).getString("field")).isEqualTo(field);
  }

  @Test
  void shouldShowATenantItsOwnReportsOnly() {
    upload(ADMIN, PATH, ReportCases.octets(ReportCases.OLD));

    assertThat(peer.getAs(People.ACME_READER, PATH).statusCode()).isEqualTo(200);
    assertThat(upload(People.ACME_READER, PATH, new byte[1]).statusCode()).isEqualTo(403);
    assertThat(peer.getAs(People.ACME_READER, "/api/v1/tenants/other/reports").statusCode())
        .isEqualTo(404);
    assertThat(
            HttpPeer.json(peer.getAsAdmin("/api/v1/tenants/other/reports")).getJsonArray("reports"))
        .isEmpty();
  }

  private HttpResponse<String> upload(String login, String path, byte[] octets) {
    return peer.send(
        peer.request(path)
            .header("Authorization", login)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(octets)));
  }
}
