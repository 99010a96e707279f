package relay.web.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.campaign.CampaignWorld;
import relay.web.HttpPeer;
import relay.web.access.People;

/** Orders over campaigns, and their reports. */
class CampaignResourcesTest {
  private static final String PATH = "/api/v1/tenants/acme/campaigns/";
  private final CampaignWorld world = new CampaignWorld();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var orders = new CampaignOrderResource();
    orders.desk = world.desk;
    orders.objects = ObjectDesks.over(world.store);
    var reports = new CampaignReportResource();
    reports.desk = world.desk;
    reports.ledger = world.ledger();
    reports.guards = world.guards();
    peer = HttpPeer.of(orders, reports);
    world.contacts(3);
    world.draft("spring", "");
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private HttpResponse<String> order(String who, String path) {
    return peer.send(
        peer.request(PATH + path).header("Authorization", who).POST(BodyPublishers.noBody()));
  }

  @Test
  void shouldTakeOrdersAndShowTheCampaignAsItIsThen() {
    var answer = order(People.ACME_ADMINISTRATOR, "spring/start");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(HttpPeer.json(answer).getString("state")).isEqualTo("scheduled");
    assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(order(People.ACME_ADMINISTRATOR, "spring/start").statusCode())
        .as("again")
        .isEqualTo(202);
  }

  @Test
  void shouldSayWhyAnOrderCannotBeCarriedOut() {
    var answer = order(People.ACME_ADMINISTRATOR, "spring/pause");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("a campaign that is draft cannot pause");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring/due", "spring/launch", "summer/start", "spring/emptied"})
  void shouldKnowNoOtherOrdersAndCampaigns(String path) {
    assertThat(order(People.ACME_ADMINISTRATOR, path).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTakeNoOrdersOfReaders() {
    assertThat(order(People.ACME_READER, "spring/start").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldReportNothingBeforeTheStart() {
    var report = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "spring/report"));

    assertThat(report.getString("state")).isEqualTo("draft");
    assertThat(report.getInt("recipients")).isZero();
    assertThat(report).doesNotContainKey("started_at");
  }

  @Test
  void shouldReportHowFarItHasCome() {
    world.running("spring");

    var report = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "spring/report"));

    assertThat(report.getInt("recipients")).isEqualTo(3);
    assertThat(report.getInt("open")).isEqualTo(3);
    assertThat(report.getInt("sent")).isZero();
    assertThat(report.getJsonObject("by_state").getInt("waiting")).isEqualTo(3);
    assertThat(report.getJsonObject("guards").get("bounces"))
        .hasToString("{\"count\":0,\"of\":0,\"percent\":0,\"slow\":5,\"stop\":10}");
    assertThat(report.getString("started_at")).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(peer.getAs(People.ACME_READER, PATH + "summer/report").statusCode()).isEqualTo(404);
  }
}
