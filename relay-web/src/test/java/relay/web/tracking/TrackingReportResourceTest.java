package relay.web.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.DomainName;
import relay.domain.routing.FakeDns;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;
import relay.domain.tracking.TrackingHosts;
import relay.domain.tracking.TrackingReport;
import relay.domain.tracking.VisitCounts.Count;
import relay.domain.view.ViewUnavailable;
import relay.web.HttpPeer;
import relay.web.json.Json;

/** The report of opens and clicks over HTTP. */
class TrackingReportResourceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Tenant ACME =
      Tenant.of("acme").withTrackingDomain(DomainName.of("click.acme.example"));
  private final List<TrackingReport.Question> asked = new ArrayList<>();
  private final FakeDns dns = new FakeDns();
  private List<TrackingReport.Row> rows = List.of();
  private boolean isAway;
  private TrackingHosts hosts;
  private HttpPeer peer;

  @BeforeEach
  void start() {
    hosts =
        new TrackingHosts(
            dns,
            () -> List.of(ACME),
            () -> Optional.of(java.net.URI.create("https://mail.example.com/")),
            () -> NOON);
    var resource = new TrackingReportResource();
    resource.report =
        question -> {
          asked.add(question);
          if (isAway) {
            throw new ViewUnavailable("the database is away", null);
          }
          return rows;
        };
    resource.hosts = hosts;
    resource.tenancy = () -> Tenancies.with(ACME);
    resource.clock = () -> NOON;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private JsonObject report(String query) {
    var answer = peer.getAsAdmin("/api/v1/tenants/acme/tracking" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.readObject(answer.body()).orElseThrow();
  }

  @Test
  void shouldTellBothFiguresByCampaignOfTheLastDays() {
    rows = List.of(new TrackingReport.Row("spring", new Count(5, 9), new Count(2, 3)));

    JsonObject report = report("");

    assertThat(asked)
        .containsExactly(
            new TrackingReport.Question(
                "acme",
                TrackingReport.By.CAMPAIGN,
                LocalDate.parse("2026-01-30"),
                LocalDate.parse("2026-03-01"),
                Optional.empty(),
                Optional.empty()));
    assertThat(report.getJsonArray("rows").toString())
        .isEqualTo(
            "[{\"campaign\":\"spring\",\"opens\":{\"people\":5,\"machines\":9},"
                + "\"clicks\":{\"people\":2,\"machines\":3}}]");
  }

  @Test
  void shouldTellOfLinksWithoutOpens() {
    rows = List.of(new TrackingReport.Row("https://a.example/", new Count(0, 0), new Count(2, 3)));

    JsonObject report =
        report("?by=link&stream=news&campaign=spring&from=2026-02-01&until=2026-02-02");

    assertThat(report.getJsonArray("rows").getJsonObject(0).keySet())
        .containsExactly("link", "clicks");
    assertThat(asked.get(0).stream()).contains("news");
    assertThat(asked.get(0).campaign()).contains("spring");
    assertThat(asked.get(0).until()).isEqualTo("2026-02-02");
  }

  @Test
  void shouldSayWhetherTheTenantsNameLeadsHere() {
    assertThat(report("").getJsonObject("tracking_domain").getString("found"))
        .isEqualTo("not looked at yet");
    dns.alias("click.acme.example", "mail.example.com").address("click.acme.example", "192.0.2.1");
    hosts.look();

    JsonObject domain = report("").getJsonObject("tracking_domain");

    assertThat(domain.getString("name")).isEqualTo("click.acme.example");
    assertThat(domain.getBoolean("leads_here")).isTrue();
    assertThat(domain.getString("checked_at")).isEqualTo("2026-03-01T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?by=person", "?from=yesterday", "?until=2026-13-01", "?from=2026-03-02", "?x=1"})
  void shouldRefuseAQuestionThatMeansNothing(String query) {
    assertThat(peer.getAsAdmin("/api/v1/tenants/acme/tracking" + query).statusCode())
        .isEqualTo(400);
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldAskToComeAgainWhileTheDatabaseIsAway() {
    isAway = true;

    assertThat(peer.getAsAdmin("/api/v1/tenants/acme/tracking").statusCode()).isEqualTo(503);
  }
}
