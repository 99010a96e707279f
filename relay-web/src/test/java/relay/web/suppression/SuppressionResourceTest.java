package relay.web.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.settings.Settings;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSettings;
import relay.domain.tenancy.Tenancy;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;

class SuppressionResourceTest {
  private static final String PATH = "/api/v1/suppressions";
  private static final SuppressionScope ACME = SuppressionScope.ofTenant("acme");
  private static final String ADMIN = HttpPeer.basic("admin", Filters.PASSWORD);
  private final InMemorySuppressionDesk desk = new InMemorySuppressionDesk();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var entries = new SuppressionResource();
    entries.desk = desk;
    entries.clock = () -> NOON;
    var files = new SuppressionFileResource();
    files.desk = desk;
    files.clock = () -> NOON;
    var test = new SuppressionTestResource();
    test.door =
        desk.door(
            SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of())));
    test.tenancy = () -> Tenancy.EMPTY;
    test.clock = () -> NOON;
    peer = HttpPeer.of(entries, files, test);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldPutAnEntryInTheNameOfTheCallerAndShowIt() {
    var answer =
        put(ADMIN, "{\"subject\":\"Bob@Example.org\",\"tenant\":\"acme\",\"evidence\":\"asked\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject entry = HttpPeer.json(answer);
    assertThat(entry.getString("subject")).isEqualTo("bob@example.org");
    assertThat(entry.getString("author")).isEqualTo("admin");
    assertThat(entry.getString("reason")).isEqualTo("manual");
    assertThat(entry.getBoolean("active")).isTrue();
    assertThat(HttpPeer.json(get(ADMIN, PATH + "/" + entry.getString("id")))).isEqualTo(entry);
  }

  @Test
  void shouldNameTheFieldThatIsWrong() {
    assertThat(put(ADMIN, "{\"subject\":\"bob\"}").statusCode()).isEqualTo(422);
    assertThat(put(ADMIN, "{\"subject\":7}").statusCode()).isEqualTo(422);
    assertThat(put(ADMIN, "[]").statusCode()).isEqualTo(400);
    var answer = put(ADMIN, "{\"subject\":\"a@b.example\",\"reason\":\"dislike\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("reason");
  }

  /** PostgreSQL refuses all of these, which would look as if the database were gone. */
  @Test
  void shouldRefuseWhatNoDatabaseHolds() {
    String far = "+1000000000-12-31T23:59:59Z";
    var answer = put(ADMIN, "{\"subject\":\"a@b.example\",\"expires_at\":\"" + far + "\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"field\":\"expires_at\"");

    assertThat(get(ADMIN, PATH + "?from=%2B300000-01-01T00:00:00Z").statusCode()).isEqualTo(400);
    assertThat(get(ADMIN, PATH + "?provider=a%00b").statusCode()).isEqualTo(400);
    assertThat(get(ADMIN, PATH + "/test?address=a@b.example&stream=a%00b").statusCode())
        .isEqualTo(400);

    var note = put(ADMIN, "{\"subject\":\"a@b.example\",\"evidence\":\"a\\u0000b\"}");
    assertThat(HttpPeer.json(note).getString("evidence")).isEqualTo("a b");
    assertThat(put(ADMIN, "{\"subject\":\"a@b.example\",\"class\":\"a\\u0000b\"}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void shouldTakeAnEntryOut() {
    String id = desk.suppress("bob@example.org", ACME, SuppressionReason.MANUAL);

    assertThat(delete(ADMIN, PATH + "/" + id).statusCode()).isEqualTo(204);
    assertThat(delete(ADMIN, PATH + "/" + id).statusCode()).as("gone is gone").isEqualTo(204);
    assertThat(desk.audit).contains("remove " + id + " by admin");
  }

  @Test
  void shouldListByFilterAndPage() {
    desk.suppress("a@example.org", ACME, SuppressionReason.MANUAL);
    desk.suppress("b@example.org", ACME, SuppressionReason.COMPLAINT);
    desk.suppress("c@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);

    assertThat(entries(ADMIN, "")).hasSize(3);
    assertThat(entries(ADMIN, "?reason=complaint")).hasSize(1);
    assertThat(entries(ADMIN, "?subject=A@example.org")).hasSize(1);
    assertThat(entries(ADMIN, "?tenant=acme&domain=example.org")).hasSize(2);
    JsonObject page = HttpPeer.json(get(ADMIN, PATH + "?limit=2"));
    assertThat(entries(ADMIN, "?cursor=" + page.getString("next_cursor"))).hasSize(1);
    assertThat(get(ADMIN, PATH + "?reason=x").statusCode()).isEqualTo(400);
    assertThat(get(ADMIN, PATH + "?from=yesterday").statusCode()).isEqualTo(400);
    assertThat(get(ADMIN, PATH + "?limit=0").statusCode()).isEqualTo(400);
    assertThat(get(ADMIN, PATH + "?cursor=x").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldKeepPeopleOfATenantToTheirOwnEntries() {
    String own = desk.suppress("a@example.org", ACME, SuppressionReason.MANUAL);
    String foreign =
        desk.suppress(
            "b@example.org", SuppressionScope.ofTenant("other"), SuppressionReason.MANUAL);
    String global =
        desk.suppress("c@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);
    String them = People.ACME_ADMINISTRATOR;

    assertThat(entries(them, "")).hasSize(1);
    assertThat(get(them, PATH + "?tenant=other").statusCode()).isEqualTo(403);
    assertThat(get(them, PATH + "/" + own).statusCode()).isEqualTo(200);
    for (String id : new String[] {foreign, global}) {
      assertThat(get(them, PATH + "/" + id).statusCode()).isEqualTo(404);
      assertThat(delete(them, PATH + "/" + id).statusCode()).as("as if gone").isEqualTo(204);
    }
    assertThat(put(them, "{\"subject\":\"d@example.org\",\"tenant\":\"other\"}").statusCode())
        .isEqualTo(422);
    assertThat(HttpPeer.json(put(them, "{\"subject\":\"d@example.org\"}")).getString("tenant"))
        .isEqualTo("acme");
    assertThat(post(them, "/undo", "{\"reason\":\"manual\"}").body()).contains("\"removed\":2");
    assertThat(desk.find(foreign)).isPresent();
    assertThat(desk.find(global)).isPresent();
    assertThat(put(People.ACME_READER, "{\"subject\":\"e@example.org\"}").statusCode())
        .isEqualTo(403);
    assertThat(get(People.ACME_SENDER, PATH).statusCode()).isEqualTo(403);
    assertThat(peer.get(PATH).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldTellHowManyAnUndoMeansBeforeItIsDone() {
    desk.suppress("a@example.org", ACME, SuppressionReason.HARD_BOUNCE);
    desk.suppress("b@example.org", ACME, SuppressionReason.MANUAL);
    String order = "{\"reason\":\"hard-bounce\",\"from\":\"2026-01-01T09:00:00Z\"}";

    assertThat(post(ADMIN, "/undo?dry-run=true", order).body())
        .contains("\"dry_run\":true", "\"matching\":1");
    assertThat(entries(ADMIN, "")).hasSize(2);
    assertThat(post(ADMIN, "/undo", order).body()).contains("\"removed\":1");
    assertThat(entries(ADMIN, "")).hasSize(1);
  }

  @Test
  void shouldNotUndoEverythingForWantOfAWord() {
    desk.suppress("a@example.org", ACME, SuppressionReason.HARD_BOUNCE);

    assertThat(post(ADMIN, "/undo", "{}").statusCode()).isEqualTo(422);
    assertThat(post(ADMIN, "/undo", "{\"tenant\":\"acme\"}").statusCode()).isEqualTo(422);
    assertThat(entries(ADMIN, "")).hasSize(1);
  }

  @Test
  void shouldTakeAFileAndTellFaultyLines() {
    String file = "email,reason\r\na@example.org,unsubscribed\r\nnobody,\r\n\"b@example.org\"\r\n";

    JsonObject report = HttpPeer.json(post(ADMIN, "/import?tenant=acme", file));

    assertThat(report.getInt("lines")).isEqualTo(3);
    assertThat(report.getInt("added")).isEqualTo(2);
    assertThat(report.getInt("faulty")).isEqualTo(1);
    assertThat(report.getJsonArray("errors").getJsonObject(0).getInt("line")).isEqualTo(3);
    assertThat(desk.audit).contains("import 2 of 'acme' by admin");
    assertThat(entries(ADMIN, "?reason=unsubscribed&tenant=acme")).hasSize(1);
    assertThat(post(ADMIN, "/import?reason=x", file).statusCode()).isEqualTo(400);
    assertThat(post(People.ACME_ADMINISTRATOR, "/import?tenant=other", file).statusCode())
        .isEqualTo(403);
  }

  @Test
  void shouldGiveOutAFileThatItTakesAgain() {
    desk.suppress("a@example.org", ACME, SuppressionReason.MANUAL);
    desk.suppress("example.net", ACME, SuppressionReason.DOMAIN_INVALID);

    var file = get(ADMIN, PATH + "/export?tenant=acme");

    assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(file.body().lines()).hasSize(3);
    JsonObject report = HttpPeer.json(post(ADMIN, "/import", file.body()));
    assertThat(report.getInt("changed")).isEqualTo(2);
    assertThat(report.getInt("faulty")).isZero();
  }

  @Test
  void shouldSayWhatTheMailPathSays() {
    desk.suppress("bob@example.org", ACME, SuppressionReason.COMPLAINT);

    JsonObject held = HttpPeer.json(get(ADMIN, PATH + "/test?address=Bob@example.org&tenant=acme"));
    assertThat(held.getBoolean("suppressed")).isTrue();
    assertThat(held.getString("reason")).isEqualTo("complaint");
    assertThat(
            HttpPeer.json(get(ADMIN, PATH + "/test?address=bob@example.org"))
                .getBoolean("suppressed"))
        .isFalse();
    assertThat(get(ADMIN, PATH + "/test").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldTellATenantThatAGlobalEntryHoldsItsMailBackButNotWhereItIs() {
    desk.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL);

    JsonObject held =
        HttpPeer.json(get(People.ACME_READER, PATH + "/test?address=bob@example.org"));

    assertThat(held.getBoolean("suppressed")).isTrue();
    assertThat(held.containsKey("id")).isFalse();
  }

  @Test
  void shouldAskToComeBackWhileTheDatabaseIsDown() {
    desk.isDatabaseDown = true;

    assertThat(get(ADMIN, PATH).statusCode()).isEqualTo(503);
    assertThat(put(ADMIN, "{\"subject\":\"a@example.org\"}").statusCode()).isEqualTo(503);
    assertThat(post(ADMIN, "/import", "a@example.org\n").statusCode()).isEqualTo(503);
  }

  private java.util.List<jakarta.json.JsonValue> entries(String login, String query) {
    return HttpPeer.json(get(login, PATH + query)).getJsonArray("suppressions");
  }

  private HttpResponse<String> get(String login, String path) {
    return peer.getAs(login, path);
  }

  private HttpResponse<String> put(String login, String body) {
    return peer.send(
        peer.request(PATH)
            .header("Authorization", login)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> post(String login, String path, String body) {
    String type = path.startsWith("/import") ? "text/csv" : "application/json";
    return peer.send(
        peer.request(PATH + path)
            .header("Authorization", login)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> delete(String login, String path) {
    return peer.send(peer.request(path).header("Authorization", login).DELETE());
  }
}
