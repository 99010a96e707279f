package relay.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.administration.SettingsDesks;
import relay.domain.http.Administrator;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.paging.PageWalk;

class SettingsResourceTest {
  private static final String SETTINGS = "/api/v1/settings";
  private final SettingsDesks node =
      SettingsDesks.over(
          SettingsDesks.store(),
          Map.of("route.out.hosts", "a.example", "route.out.password", "hunter2"));
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new SettingsResource();
    resource.desk = node.desk;
    resource.current = node.current;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellOfEachSettingWhatItIsAndWhereItComesFrom() {
    patch("{\"traffic.connections-max\":9}");

    JsonObject found = HttpPeer.json(peer.getAsAdmin(SETTINGS + "?q=traffic.connections"));

    assertThat(found.getInt("version")).isEqualTo(1);
    JsonObject row = found.getJsonArray("settings").getJsonObject(0);
    assertThat(row.getString("key")).isEqualTo("traffic.connections-max");
    assertThat(row.getString("value")).isEqualTo("9");
    assertThat(row.getString("source")).isEqualTo("live");
    assertThat(row.getString("default")).isEqualTo("20");
    assertThat(row.getBoolean("live")).isTrue();
    assertThat(row.getString("rule")).contains("from 1 to 1000");
    assertThat(row.getString("about")).isNotEmpty();
  }

  @Test
  void shouldNarrowToAPlaceAndShowNoSecret() {
    HttpResponse<String> answer = peer.getAsAdmin(SETTINGS + "?source=file");

    assertThat(HttpPeer.json(answer).getJsonArray("settings")).hasSize(2);
    assertThat(answer.body()).contains("***").doesNotContain("hunter2");
    assertThat(peer.getAsAdmin(SETTINGS + "?source=moon").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldTellWhatChangedAndTheNewVersion() {
    HttpResponse<String> answer = patch("{\"retry.bulk.delays\":\"7s\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
    JsonObject change = HttpPeer.json(answer).getJsonArray("changes").getJsonObject(0);
    assertThat(change.getString("key")).isEqualTo("retry.bulk.delays");
    assertThat(change.getString("after")).isEqualTo("7s");
    assertThat(change).doesNotContainKey("before");
  }

  @Test
  void shouldNameKeyValueAndRuleOfWhatIsWrong() {
    HttpResponse<String> answer = patch("{\"traffic.connections-max\":\"many\"}");

    assertThat(answer.statusCode()).isEqualTo(422);
    JsonObject problem = HttpPeer.json(answer);
    assertThat(problem.getString("field")).isEqualTo("traffic.connections-max");
    assertThat(problem.getString("detail"))
        .isEqualTo("setting traffic.connections-max = many: must be a whole number from 1 to 1000");
  }

  @Test
  void shouldChangeNothingOnTrialOrForAnOlderVersion() {
    HttpResponse<String> trial =
        send("PATCH", SETTINGS + "?dry-run=true", "{\"retry.bulk.delays\":\"7s\"}", "");
    assertThat(HttpPeer.json(trial).getBoolean("dry_run")).isTrue();
    assertThat(node.current.live().version()).isZero();

    patch("{\"retry.bulk.delays\":\"7s\"}");
    HttpResponse<String> late = send("PATCH", SETTINGS, "{\"retry.bulk.delays\":\"8s\"}", "\"0\"");

    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.body()).contains("version 1");
  }

  @Test
  void shouldShowTheVersionsAndTheWayBack() {
    patch("{\"retry.bulk.delays\":\"7s\"}");
    patch("{\"retry.bulk.delays\":\"8s\",\"route.out.password\":\"another secret\"}");

    HttpResponse<String> history = peer.getAsAdmin(SETTINGS + "/history?limit=1");
    JsonObject newest = HttpPeer.json(history).getJsonArray("versions").getJsonObject(0);
    assertThat(newest.getInt("version")).isEqualTo(2);
    assertThat(newest.getString("by")).isEqualTo("admin");
    assertThat(newest.getJsonArray("changes")).hasSize(2);
    assertThat(history.body()).doesNotContain("another secret").doesNotContain("sealed:");

    JsonObject diff = HttpPeer.json(peer.getAsAdmin(SETTINGS + "/diff?from=0&to=1"));
    assertThat(diff.getJsonArray("changes")).hasSize(1);
    assertThat(peer.getAsAdmin(SETTINGS + "/diff?from=9").statusCode()).isEqualTo(404);

    HttpResponse<String> back = send("POST", SETTINGS + "/rollback", "{\"version\":1}", "");
    assertThat(HttpPeer.json(back).getInt("version")).isEqualTo(3);
    assertThat(node.current.live().texts()).isEqualTo(Map.of("retry.bulk.delays", "7s"));
    assertThat(send("POST", SETTINGS + "/rollback", "{\"version\":40}", "").statusCode())
        .isEqualTo(422);
  }

  @Test
  void shouldListTheVersionsPageByPage() {
    for (int i = 5; i < 9; i++) {
      patch("{\"retry.bulk.delays\":\"" + i + "s\"}");
    }

    assertThat(PageWalk.all(peer, SETTINGS + "/history", "versions"))
        .extracting(version -> version.getInt("version"))
        .containsExactly(4, 3, 2, 1);
  }

  @Test
  void shouldLetNobodyInWithoutALogin() {
    assertThat(peer.get(SETTINGS).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> patch(String body) {
    return send("PATCH", SETTINGS, body, "");
  }

  private HttpResponse<String> send(String method, String path, String body, String match) {
    var request =
        peer.request(path)
            .header("Authorization", HttpPeer.basic(Administrator.NAME, Filters.PASSWORD))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return peer.send(match.isEmpty() ? request : request.header("If-Match", match));
  }
}
