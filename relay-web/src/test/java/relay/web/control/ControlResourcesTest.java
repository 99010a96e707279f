package relay.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.control.InMemoryControlStore;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;

class ControlResourcesTest {
  private static final String TENANTS = "/api/v1/tenants";
  private static final String ACME = TENANTS + "/acme";
  private static final String STREAM = ACME + "/streams/receipts";
  private final InMemoryControlStore store = new InMemoryControlStore();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var tenants = new TenantResource();
    tenants.desk = ObjectDesks.over(store);
    var objects = new TenantObjectResource();
    objects.desk = tenants.desk;
    objects.kinds = ObjectDesks.KINDS;
    peer = HttpPeer.of(tenants, objects);
    assertThat(send("POST", TENANTS, "{\"id\":\"acme\"}").statusCode()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellWhereTheNewObjectIsAndItsVersion() {
    var made = send("POST", ACME + "/streams", "{\"id\":\"receipts\",\"lane\":\"bulk\"}");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith(STREAM);
    assertThat(made.headers().firstValue("ETag")).contains("\"1\"");
    var shown = peer.getAsAdmin(STREAM);
    assertThat(HttpPeer.json(shown)).isEqualTo(HttpPeer.json(made));
    assertThat(HttpPeer.json(shown).getString("tenant")).isEqualTo("acme");
  }

  @Test
  void shouldSayWhoChangedItAndFromWhere() {
    assertThat(store.audit()).containsExactly("admin create tenant acme");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/tenants",
    "POST,/api/v1/tenants",
    "GET,/api/v1/tenants/acme",
    "PUT,/api/v1/tenants/acme",
    "PATCH,/api/v1/tenants/acme",
    "DELETE,/api/v1/tenants/acme",
    "GET,/api/v1/tenants/acme/streams",
    "POST,/api/v1/tenants/acme/streams",
    "GET,/api/v1/tenants/acme/streams/bulk",
    "PUT,/api/v1/tenants/acme/streams/bulk",
    "PATCH,/api/v1/tenants/acme/streams/bulk",
    "DELETE,/api/v1/tenants/acme/streams/bulk"
  })
  void shouldAnswerNobodyButTheAdministrator(String method, String path) {
    var anonymous =
        peer.request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString("{}"));

    assertThat(peer.send(anonymous).statusCode()).isEqualTo(401);
    assertThat(store.audit()).hasSize(1);
  }

  @Test
  void shouldShowPeopleOfATenantTheirOwnAndHideTheOthers() {
    send("POST", TENANTS, "{\"id\":\"other\"}");

    var list = HttpPeer.json(peer.getAs(People.ACME_READER, TENANTS)).getJsonArray("tenants");
    assertThat(list).hasSize(1);
    assertThat(list.getJsonObject(0).getString("id")).isEqualTo("acme");
    assertThat(peer.getAs(People.ACME_READER, ACME).statusCode()).isEqualTo(200);
    var hidden = peer.getAs(People.ACME_READER, TENANTS + "/other");
    var absent = peer.getAs(People.ACME_READER, TENANTS + "/absent");
    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(hidden.body()).isEqualTo(absent.body());
    assertThat(peer.getAs(People.ACME_SENDER, ACME).statusCode()).isEqualTo(403);
  }

  @Test
  void shouldLetATenantsAdministratorChangeWhatItManagesItselfAndSayWhoItWas() {
    String to = People.ACME_ADMINISTRATOR;

    assertThat(sendAs(to, "PUT", STREAM, "{\"lane\":\"bulk\"}").statusCode()).isEqualTo(201);
    assertThat(store.audit()).contains("c-administrator create stream acme/receipts");
    assertThat(sendAs(to, "PATCH", ACME, "{\"name\":\"Mine\"}").statusCode()).isEqualTo(403);
    assertThat(
            sendAs(to, "POST", ACME + "/client-ranges", "{\"range\":\"0.0.0.0/0\"}").statusCode())
        .isEqualTo(403);
    assertThat(sendAs(to, "PUT", ACME + "/inbound-domains/gmail.com", "{}").statusCode())
        .isEqualTo(403);
    assertThat(sendAs(People.ACME_READER, "PUT", STREAM, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldReplaceOnlyTheVersionThatWasSeen() {
    send("PUT", STREAM, "{\"lane\":\"bulk\"}");

    assertThat(send("PUT", STREAM, "{\"lane\":\"otp\"}").statusCode()).isEqualTo(428);
    assertThat(send("PUT", STREAM, "{\"lane\":\"otp\"}", "If-Match", "\"7\"").statusCode())
        .isEqualTo(412);
    assertThat(send("PUT", STREAM, "{\"lane\":\"otp\"}", "If-None-Match", "*").statusCode())
        .isEqualTo(412);
    var replaced = send("PUT", STREAM, "{\"lane\":\"otp\"}", "If-Match", "\"1\"");
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(replaced.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(send("PATCH", STREAM, "{\"null_path\":true}", "If-Match", "\"1\"").statusCode())
        .isEqualTo(412);
    assertThat(send("PATCH", STREAM, "{\"null_path\":true}").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotSendAgainWhatTheClientHas() {
    var request =
        peer.request(ACME)
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .header("If-None-Match", "W/\"1\"");

    assertThat(peer.send(request).statusCode()).isEqualTo(304);
  }

  @Test
  void shouldDeleteAsOftenAsAsked() {
    send("PUT", STREAM, "{\"lane\":\"bulk\"}");

    assertThat(send("DELETE", ACME, "").statusCode()).isEqualTo(409);
    assertThat(send("DELETE", STREAM, "").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", STREAM, "").statusCode()).isEqualTo(204);
    assertThat(peer.getAsAdmin(STREAM).statusCode()).isEqualTo(404);
    assertThat(send("DELETE", ACME, "").statusCode()).isEqualTo(204);
  }

  @Test
  void shouldTellOnTrialWhatWouldChange() {
    var trial = HttpPeer.json(send("PATCH", ACME + "?dry-run=true", "{\"state\":\"suspended\"}"));

    assertThat(trial.getString("action")).isEqualTo("replace");
    assertThat(trial.getJsonArray("changed").getString(0)).isEqualTo("state");
    assertThat(trial.getJsonArray("changed")).hasSize(1);
    assertThat(HttpPeer.json(peer.getAsAdmin(ACME)).getString("state")).isEqualTo("active");
    assertThat(send("DELETE", ACME + "?dry-run=true", "").body()).contains("\"delete\"");
    assertThat(peer.getAsAdmin(ACME).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNameTheFieldAndTheRule() {
    var refused = send("PATCH", ACME, "{\"limits\":{\"per_day\":\"many\"}}");

    assertThat(refused.statusCode()).isEqualTo(422);
    var problem = HttpPeer.json(refused);
    assertThat(problem.getString("field")).isEqualTo("limits.per_day");
    assertThat(problem.getString("detail"))
        .isEqualTo("limits.per_day must be a whole number from 0 to 1000000000");
  }

  @Test
  void shouldShowAMadeSecretOnceAndNeverItsHash() {
    var path = ACME + "/credentials";
    var made = send("POST", path, "{\"kind\":\"smtp-user\",\"login_name\":\"shop\"}");

    String password = HttpPeer.json(made).getString("password");
    assertThat(password).hasSize(24);
    assertThat(made.body()).doesNotContain("argon2id").doesNotContain("SCRAM-SHA-256$");
    assertThat(peer.getAsAdmin(path).body()).doesNotContain(password).contains("\"***\"");
  }

  @Test
  void shouldChangeNothingWhenTheDryRunIsMisspelt() {
    for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
      var answer = send(method, STREAM + "?dryrun=true", "{\"lane\":\"bulk\"}");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(HttpPeer.json(answer).getString("field")).isEqualTo("dryrun");
    }
    assertThat(send("POST", ACME + "/streams?dry=1", "{\"id\":\"x\"}").statusCode()).isEqualTo(400);
    assertThat(store.audit()).hasSize(1);
  }

  @Test
  void shouldPageLists() {
    send("POST", ACME + "/domains", "{\"id\":\"a.example\"}");
    send("POST", ACME + "/inbound-domains", "{\"id\":\"a.example\"}");
    send("POST", ACME + "/domains", "{\"id\":\"b.example\"}");

    var first = HttpPeer.json(peer.getAsAdmin(ACME + "/domains?limit=1"));
    var second =
        HttpPeer.json(
            peer.getAsAdmin(ACME + "/domains?limit=1&cursor=" + first.getString("next_cursor")));

    assertThat(first.getJsonArray("domains").getJsonObject(0).getString("id"))
        .isEqualTo("a.example");
    assertThat(second.getJsonArray("domains").getJsonObject(0).getString("id"))
        .isEqualTo("b.example");
    assertThat(second).doesNotContainKey("next_cursor");
    assertThat(HttpPeer.json(peer.getAsAdmin(ACME + "/inbound-domains")))
        .containsKey("inbound_domains");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/tenants?limit=0,400,limit",
    "/api/v1/tenants?limit=x,400,limit",
    "/api/v1/tenants?colour=red,400,colour",
    "/api/v1/tenants/nobody/streams,404,tenant",
    "/api/v1/tenants/acme/tenants,404,collection",
    "/api/v1/tenants/acme/trees,404,collection",
    "/api/v1/tenants/acme/streams/none,404,id"
  })
  void shouldNameWhatItDoesNotKnow(String path, int status, String field) {
    var response = peer.getAsAdmin(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(HttpPeer.json(response).getString("field")).isEqualTo(field);
  }

  @Test
  void shouldTakeOnlySmallObjects() {
    assertThat(send("POST", TENANTS, "[]").statusCode()).isEqualTo(400);
    assertThat(send("POST", TENANTS, "{\"id\":\"" + "a".repeat(300_000) + "\"}").statusCode())
        .isEqualTo(413);
  }

  @Test
  void shouldAskToComeBackWhileTheDatabaseIsGoneAndShowWhatItKnows() {
    store.setDown(true);

    var refused = send("PATCH", ACME, "{\"state\":\"suspended\"}");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(peer.getAsAdmin(ACME).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request = request(HttpPeer.basic("admin", Filters.PASSWORD), method, path, body);
    return peer.send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> sendAs(String who, String method, String path, String body) {
    return peer.send(request(who, method, path, body));
  }

  private HttpRequest.Builder request(String who, String method, String path, String body) {
    return peer.request(path)
        .header("Authorization", who)
        .header(
            "Content-Type",
            method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
        .method(method, BodyPublishers.ofString(body));
  }
}
