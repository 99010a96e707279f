package relay.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.rotation.Rotations;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeyState;
import relay.web.HttpPeer;
import relay.web.access.Filters;

class DomainKeyResourceTest {
  private static final String KEYS = "/api/v1/tenants/acme/domains/acme.example/keys";
  private static final String ED25519 = "{\"algorithms\":[\"ed25519-sha256\"]}";
  private final Rotations acme = new Rotations();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new DomainKeyResource();
    resource.rotation = acme.rotation;
    resource.desk = ObjectDesks.over(acme.store);
    var objects = new TenantObjectResource();
    objects.desk = resource.desk;
    objects.kinds = ObjectDesks.KINDS;
    peer = HttpPeer.of(resource, objects);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldMakeAKeyAndTellWhatToPublish() {
    var made = send("POST", KEYS, ED25519);

    assertThat(made.statusCode()).isEqualTo(201);
    JsonObject key = HttpPeer.json(made).getJsonArray("keys").getJsonObject(0);
    assertThat(key.getString("state")).isEqualTo("pending");
    assertThat(key.getJsonObject("publish").getString("name"))
        .isEqualTo("e20260131._domainkey.acme.example");
    assertThat(key.getJsonObject("publish").getString("text")).startsWith("v=DKIM1; k=ed25519; p=");
    assertThat(HttpPeer.json(peer.getAsAdmin(KEYS)).getJsonArray("keys").getJsonObject(0))
        .isEqualTo(key);
    var shown = peer.getAsAdmin(KEYS + "/e20260131");
    assertThat(HttpPeer.json(shown)).isEqualTo(key);
    assertThat(shown.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(acme.store.audit()).last().asString().startsWith("admin create dkim-key acme/e2026");
  }

  @Test
  void shouldMakeAKeyOfEachAlgorithmUnlessToldOtherwise() {
    assertThat(HttpPeer.json(send("POST", KEYS, "{\"selector\":\"mail\"}")).getJsonArray("keys"))
        .hasSize(2);
    assertThat(acme.rotation.keys("acme", Rotations.ACME))
        .extracting(DomainKey::selector)
        .containsExactly("mail", "mail-ed25519");
  }

  @Test
  void shouldNeverShowThePrivateKeyInWhateverForm() {
    DomainKey key = acme.next();

    assertThat(peer.getAsAdmin(KEYS).body())
        .doesNotContain("private")
        .doesNotContain("sealed")
        .doesNotContain(key.sealed().orElseThrow());
  }

  @Test
  void shouldTellOnTrialWhatWouldComeAndChangeNothing() {
    var trial = HttpPeer.json(send("POST", KEYS + "?dry-run=true", ED25519));

    assertThat(trial.getBoolean("dry_run")).isTrue();
    assertThat(trial.getString("action")).isEqualTo("create");
    assertThat(acme.rotation.keys("acme", Rotations.ACME)).isEmpty();
    DomainKey key = acme.next();
    assertThat(send("DELETE", KEYS + "/e20260131?dry-run=true", "").body()).contains("\"removed\"");
    assertThat(acme.now(key).state()).isEqualTo(KeyState.PENDING);
  }

  @Test
  void shouldRetireAnActiveKeyAndShowWhoTookOver() {
    DomainKey old = acme.active();
    acme.pass(Duration.ofDays(1));
    DomainKey next = acme.next();
    acme.dns.publish(next);
    acme.look(Duration.ofMinutes(1));

    assertThat(send("DELETE", KEYS + "/" + old.selector(), "").statusCode()).isEqualTo(409);
    var retired = HttpPeer.json(send("POST", KEYS + "/" + old.selector() + "/retire", ""));

    assertThat(retired.getJsonArray("keys").getValuesAs(JsonObject.class))
        .extracting(k -> k.getString("selector") + " " + k.getString("state"))
        .containsExactly(old.selector() + " retired", next.selector() + " active");
    assertThat(send("POST", KEYS + "/none/retire", "").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldRemoveAsOftenAsAsked() {
    acme.next();

    for (int i = 0; i < 3; i++) {
      assertThat(send("DELETE", KEYS + "/e20260131", "").statusCode()).isEqualTo(204);
    }
    assertThat(peer.getAsAdmin(KEYS + "/e20260131").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"algorithms\":[\"rsa-sha1\"]}|422|algorithms[0]",
        "{\"selector\":\"No Good\"}|422|selector",
        "{\"bits\":4096}|422|bits",
        "[]|400|"
      })
  void shouldNameTheFieldAndTheRule(String body, int status, String field) {
    var refused = send("POST", KEYS, body);

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(HttpPeer.json(refused).getString("field", null)).isEqualTo(field);
  }

  @Test
  void shouldRefuseASecondNextKey() {
    acme.next();

    var refused = send("POST", KEYS, ED25519);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(HttpPeer.json(refused).getString("detail")).contains("e20260131 is there already");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/tenants/acme/domains/other.example/keys",
    "/api/v1/tenants/evil/domains/acme.example/keys",
    "/api/v1/tenants/acme/domains/-/keys",
    "/api/v1/tenants/acme/dkim-keys",
    "/api/v1/tenants/acme/dkim-keys/e20260131._domainkey.acme.example"
  })
  void shouldKnowKeysOnlyBelowTheDomainsOfTheTenant(String path) {
    acme.next();

    assertThat(peer.getAsAdmin(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/tenants/acme/domains/acme.example/keys",
    "POST,/api/v1/tenants/acme/domains/acme.example/keys",
    "GET,/api/v1/tenants/acme/domains/acme.example/keys/e20260131",
    "DELETE,/api/v1/tenants/acme/domains/acme.example/keys/e20260131",
    "POST,/api/v1/tenants/acme/domains/acme.example/keys/e20260131/retire"
  })
  void shouldAnswerNobodyButTheAdministrator(String method, String path) {
    DomainKey key = acme.next();
    var anonymous =
        peer.request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString("{}"));

    assertThat(peer.send(anonymous).statusCode()).isEqualTo(401);
    assertThat(acme.rotation.keys("acme", Rotations.ACME)).containsExactly(key);
  }

  @Test
  void shouldAskToComeBackWhileTheDatabaseIsGone() {
    acme.store.setDown(true);

    assertThat(send("POST", KEYS, ED25519).statusCode()).isEqualTo(503);
    assertThat(peer.getAsAdmin(KEYS).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return peer.send(
        peer.request(path)
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }
}
