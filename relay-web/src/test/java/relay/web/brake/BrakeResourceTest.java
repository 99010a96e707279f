package relay.web.brake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.egress.EgressFixture;
import relay.domain.routing.Router;
import relay.domain.routing.StreamRoutes;
import relay.domain.tenancy.Tenancy;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.paging.PageWalk;

class BrakeResourceTest {
  private static final String HOLD =
      """
      {"kind": "hold", "match": {"recipient_domain": "gmail.com"}, "reason": "wrong price"}
      """;
  private final FakeBrakeDesk desk = new FakeBrakeDesk();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new BrakeResource();
    resource.desk = desk;
    resource.configuration = CurrentConfiguration.of(new BootSettings(Map.of(), Map.of()));
    resource.routes =
        new StreamRoutes(
            new Router(() -> resource.configuration.get().routing()), () -> Tenancy.EMPTY);
    resource.egress =
        new EgressFixture()
            .with(EgressFixture.source("mail-2", "'ipv4':'192.0.2.6'"))
            .desk(new Random(1));
    resource.clock = () -> FakeBrakeDesk.NOW;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldSetABrakeInTheNameOfTheCaller() {
    var answer = post("/api/v1/brakes", HOLD);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/brakes/b1");
    JsonObject brake = HttpPeer.json(answer);
    assertThat(brake.getString("author")).isEqualTo("admin");
    assertThat(brake.getString("until")).isEqualTo("2026-01-02T12:00:00Z");
    assertThat(brake.getBoolean("active")).isTrue();
    assertThat(brake.getBoolean("on_this_node_only")).isFalse();
    assertThat(desk.origins).containsExactly("127.0.0.1");
  }

  @Test
  void shouldTellThatABrakeIsInForceOnThisNodeOnly() {
    desk.isDatabaseDown = true;

    assertThat(HttpPeer.json(post("/api/v1/brakes", HOLD)).getBoolean("on_this_node_only"))
        .isTrue();
  }

  @Test
  void shouldOnlyTellWhatABrakeWouldDo() {
    var answer = post("/api/v1/brakes?dry-run=true", HOLD);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(answer).getInt("mails_matching")).isEqualTo(42);
    assertThat(HttpPeer.json(peer.getAsAdmin("/api/v1/brakes")).getJsonArray("brakes")).isEmpty();
  }

  @Test
  void shouldSayThatNobodyKnowsTheSourcesOfMailBeforehand() {
    String order =
        HOLD.replace("\"recipient_domain\": \"gmail.com\"", "\"egress_source\":\"mail-2\"");

    JsonObject preview = HttpPeer.json(post("/api/v1/brakes?dry-run=true", order));

    assertThat(preview.getBoolean("at_most")).isTrue();
    assertThat(preview.getJsonArray("known_late").getString(0)).isEqualTo("egress_source");
    assertThat(HttpPeer.json(post("/api/v1/brakes?dry-run=true", HOLD)))
        .doesNotContainKey("at_most");
    assertThat(post("/api/v1/brakes", order.replace("mail-2", "mail-9")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void shouldSetNothingWhenTheDryRunIsMisspelt() {
    var answer = post("/api/v1/brakes?dry_run=true", HOLD);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(HttpPeer.json(answer).getString("field")).isEqualTo("dry_run");
    assertThat(HttpPeer.json(peer.getAsAdmin("/api/v1/brakes")).getJsonArray("brakes")).isEmpty();
  }

  @Test
  void shouldNameEveryFieldThatIsWrong() {
    var answer = post("/api/v1/brakes", "{\"kind\":\"halt\",\"match\":{\"colour\":\"red\"}}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(HttpPeer.json(answer).getJsonArray("errors"))
        .extracting(e -> e.asJsonObject().getString("field"))
        .containsExactly("kind", "reason", "match.colour");
  }

  @Test
  void shouldRefuseWhatIsNoJsonAndWhatIsTooMuch() {
    assertThat(post("/api/v1/brakes", "[]").statusCode()).isEqualTo(400);
    assertThat(post("/api/v1/brakes", " ".repeat(30_000)).statusCode()).isEqualTo(413);
    assertThat(post("/api/v1/brakes?dry-run=perhaps", HOLD).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldLiftABrakeOnceAndKeepItInTheHistory() {
    post("/api/v1/brakes", HOLD);

    var lifted = send(request("/api/v1/brakes/b1").DELETE());
    var again = send(request("/api/v1/brakes/b1").DELETE());

    assertThat(HttpPeer.json(lifted).getString("lifted_by")).isEqualTo("admin");
    assertThat(again.statusCode()).as("gone is gone").isEqualTo(204);
    assertThat(HttpPeer.json(peer.getAsAdmin("/api/v1/brakes")).getJsonArray("brakes")).isEmpty();
    assertThat(HttpPeer.json(peer.getAsAdmin("/api/v1/brakes?state=ended")).getJsonArray("brakes"))
        .hasSize(1);
    assertThat(peer.getAsAdmin("/api/v1/brakes/b1").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldListBrakesPageByPageNewestFirst() {
    for (int i = 0; i < 3; i++) {
      post("/api/v1/brakes", HOLD);
    }

    assertThat(PageWalk.all(peer, "/api/v1/brakes", "brakes"))
        .extracting(brake -> brake.getString("id"))
        .containsExactly("b3", "b2", "b1");
    assertThat(PageWalk.all(peer, "/api/v1/brakes?state=ended", "brakes")).isEmpty();
    assertThat(peer.getAsAdmin("/api/v1/brakes?cursor=%25").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldNotKnowABrakeThatNeverWas() {
    assertThat(peer.getAsAdmin("/api/v1/brakes/b9").statusCode()).isEqualTo(404);
    assertThat(send(request("/api/v1/brakes/b9").DELETE()).statusCode()).isEqualTo(204);
    assertThat(peer.getAsAdmin("/api/v1/brakes?limit=0").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin("/api/v1/brakes?state=x").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldObeyNobodyButTheAdministrator() {
    var anonymous = peer.request("/api/v1/brakes").POST(BodyPublishers.ofString(HOLD));

    assertThat(peer.send(anonymous.header("Content-Type", "application/json")).statusCode())
        .isEqualTo(401);
    assertThat(peer.get("/api/v1/brakes").statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return peer.request(path).header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return peer.send(request);
  }
}
