package relay.web.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.http.Administrator;
import relay.domain.mail.QueueId;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;
import relay.web.json.Json;
import relay.web.paging.PageWalk;

class ErasureResourceTest {
  private static final String BOB = "{\"address\":\"bob@b.example\"}";
  private final FakeErasures erasures = new FakeErasures();
  private final FakeHandover campaigns = new FakeHandover();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new ErasureResource();
    resource.erasures = erasures;
    var goneNodes = new GoneNodeResource();
    goneNodes.erasures = erasures;
    goneNodes.campaigns = campaigns;
    peer = HttpPeer.of(resource, goneNodes);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldPutAnErasureOnRecord() {
    HttpResponse<String> answer = post("", BOB);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .endsWith("/api/v1/privacy/erasures/e1");
    var erasure = Json.readObject(answer.body()).orElseThrow();
    assertThat(erasure.getString("state")).isEqualTo("running");
    assertThat(erasure.getString("by")).startsWith("admin at ");
    assertThat(erasure.getString("subject")).startsWith("address sha256:");
    assertThat(answer.body()).doesNotContain("bob");
  }

  @Test
  void shouldTakeTheWordThatANodeIsGone() {
    post("", BOB);

    HttpResponse<String> answer = tellGone("n1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"node\":\"n1\",\"erasures\":[\"e1\"],\"recipients_lost\":7}");
    assertThat(tellGone("n2").statusCode()).isEqualTo(404);
    assertThat(tellGone("here").statusCode()).isEqualTo(409);
    campaigns.isAlive = true;
    assertThat(tellGone("n1").body()).contains("sign of life");
  }

  @Test
  void shouldTellWhatItWouldFindAndBeginNothing() {
    HttpResponse<String> answer = post("?dry-run=true", BOB);

    assertThat(answer.statusCode()).isEqualTo(200);
    var found = Json.readObject(answer.body()).orElseThrow();
    assertThat(found.getBoolean("dry_run")).isTrue();
    assertThat(found.getJsonObject("counts").getInt("messages")).isEqualTo(2);
    assertThat(found.getInt("open_count")).isZero();
    assertThat(erasures.begun).isEmpty();
  }

  @Test
  void shouldRefuseWhileMailIsOpenAndTellWhatToDo() {
    erasures.open.add(new QueueId("0123456789abcdefghjk"));
    erasures.openCount = 3;

    HttpResponse<String> answer = post("", BOB);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("(3): 0123456789abcdefghjk and 2 more")
        .contains("open-mail=wait");
    assertThat(erasures.begun).isEmpty();
  }

  @Test
  void shouldWaitForOpenMailWhenTold() {
    erasures.openCount = 3;

    assertThat(post("?open-mail=wait", BOB).statusCode()).isEqualTo(202);
    assertThat(erasures.begun).hasSize(1);
  }

  @Test
  void shouldListErasuresPageByPageNewestFirst() {
    post("", BOB);
    post("", BOB);
    post("", BOB);

    assertThat(PageWalk.all(peer, "/api/v1/privacy/erasures", "erasures"))
        .extracting(erasure -> erasure.getString("id"))
        .containsExactly("e3", "e2", "e1");
  }

  @Test
  void shouldTellHowFarItIs() {
    post("", BOB);

    var one = Json.readObject(get("/e1").body()).orElseThrow();
    var all = Json.readObject(get("").body()).orElseThrow();

    assertThat(all.getJsonArray("erasures")).containsExactly(one);
    var parts = one.getJsonArray("parts");
    assertThat(parts.getJsonObject(0).getString("node")).isEqualTo("n1");
    assertThat(parts.getJsonObject(0).getBoolean("finished")).isTrue();
    assertThat(parts.getJsonObject(1)).doesNotContainKey("node");
    assertThat(get("/e9").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "?open-mail=never, 400, open-mail",
    "?dry-run=perhaps, 400, dry-run",
  })
  void shouldNameTheParameterThatCannotBeRead(String query, int status, String field) {
    HttpResponse<String> answer = post(query, BOB);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"" + field + "\"");
    assertThat(erasures.begun).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoAddress() {
    assertThat(post("", "{\"address\":\"bob\"}").statusCode()).isEqualTo(422);
    assertThat(post("", "[]").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldObeyNobodyButThePlatformAdministrator() {
    var request =
        peer.request("/api/v1/privacy/erasures")
            .header("Authorization", People.ACME_ADMINISTRATOR)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(BOB));

    assertThat(peer.send(request).statusCode()).isEqualTo(403);
    assertThat(erasures.begun).isEmpty();
  }

  private HttpResponse<String> tellGone(String node) {
    return send("gone-nodes/" + node, "");
  }

  private HttpResponse<String> post(String query, String body) {
    return send("erasures" + query, body);
  }

  private HttpResponse<String> send(String path, String body) {
    return peer.send(
        peer.request("/api/v1/privacy/" + path)
            .header("Authorization", HttpPeer.basic(Administrator.NAME, Filters.PASSWORD))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) {
    return peer.send(
        peer.request("/api/v1/privacy/erasures" + path)
            .header("Authorization", HttpPeer.basic(Administrator.NAME, Filters.PASSWORD)));
  }
}
