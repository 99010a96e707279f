package relay.web.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.campaign.CampaignWorld;
import relay.web.HttpPeer;
import relay.web.access.People;

/** Orders over series, and when they are due. */
class SeriesResourcesTest {
  private static final String PATH = "/api/v1/tenants/acme/series/";
  private final CampaignWorld world = new CampaignWorld();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var orders = new SeriesOrderResource();
    orders.desk = world.seriesDesk();
    orders.objects = ObjectDesks.over(world.store);
    var times = new SeriesTimesResource();
    times.desk = world.seriesDesk();
    times.clock = () -> Instant.parse("2026-01-01T13:00:00Z");
    peer = HttpPeer.of(orders, times);
    world.draft("spring", "");
    world.series("weekly", "\"campaign\":\"spring\",\"every\":\"week\",\"days\":[\"mon\"]");
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
  void shouldTakeOrders() {
    var answer = order(People.ACME_ADMINISTRATOR, "weekly/start");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(HttpPeer.json(answer).getString("state")).isEqualTo("active");
    assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(order(People.ACME_READER, "weekly/end").statusCode()).isEqualTo(403);
    assertThat(order(People.ACME_ADMINISTRATOR, "weekly/end").statusCode()).isEqualTo(202);
    var refused = order(People.ACME_ADMINISTRATOR, "weekly/resume");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("a series that is ended cannot resume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"weekly/stop", "weekly/launch", "daily/start"})
  void shouldKnowNoOtherOrdersAndSeries(String path) {
    assertThat(order(People.ACME_ADMINISTRATOR, path).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTellWhenItIsDue() {
    var answer = peer.getAs(People.ACME_READER, PATH + "weekly/next?count=2");

    assertThat(HttpPeer.json(answer).getJsonArray("next").getValuesAs(JsonObject.class))
        .extracting(JsonObject::toString)
        .containsExactly(
            "{\"date\":\"2026-01-05\",\"at\":\"2026-01-05T12:00:00Z\"}",
            "{\"date\":\"2026-01-12\",\"at\":\"2026-01-12T12:00:00Z\"}");
    var usual = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "weekly/next"));
    assertThat(usual.getJsonArray("next")).hasSize(5);
    assertThat(usual.getString("zone")).isEqualTo("UTC");
    assertThat(peer.getAs(People.ACME_READER, PATH + "daily/next").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "many"})
  void shouldBoundHowManyAreTold(String count) {
    var answer = peer.getAs(People.ACME_READER, PATH + "weekly/next?count=" + count);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("from 1 to 100");
  }
}
