package relay.web.secret;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.administration.SecretDesk;
import relay.domain.audit.Actor;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.configuration.LiveSettings;
import relay.domain.configuration.LiveSettingsKind;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKinds;
import relay.domain.control.InMemoryControlStore;
import relay.domain.identity.IdentityKeyKind;
import relay.domain.identity.IdentityKeys;
import relay.domain.identity.IdentitySettings;
import relay.domain.secret.ContentKeys;
import relay.domain.secret.InMemoryVault;
import relay.web.HttpPeer;
import relay.web.access.Filters;

class SecretResourceTest {
  private static final String KEY = "route.x.password";
  private final ControlKinds kinds =
      new ControlKinds(List.of(new LiveSettingsKind(), IdentityKeyKind.KEYS));
  private final InMemoryControlStore store = new InMemoryControlStore(kinds);
  private final InMemoryVault vault = new InMemoryVault();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private ContentKeys.Standing contents =
      new ContentKeys.Standing(false, List.of(), Map.of(), 0, List.of());
  private HttpPeer peer;

  @BeforeEach
  void start() {
    String sealed = vault.box().seal("hunter2".getBytes(StandardCharsets.UTF_8), "settings " + KEY);
    var settings = new LiveSettings(0, new TreeMap<>(Map.of(KEY, sealed)), List.of());
    store.apply(new ControlChange.Create(settings), new Actor("ann", "192.0.2.7"));
    var resource = new SecretResource();
    resource.desk = new SecretDesk(store, store, kinds, () -> vault, audit, InstantSource.system());
    resource.contents = () -> contents;
    resource.identity =
        new IdentityKeys(
            store,
            store,
            () -> vault,
            () -> new IdentitySettings(Duration.ofDays(90)),
            InstantSource.system(),
            new Random(1));
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldMakeANewKeyInTheNameOfTheCallerAndShowNoSecret() {
    String before = HttpPeer.json(peer.getAsAdmin("/api/v1/secrets")).getString("newest_key");

    var answer = post("/api/v1/secrets/rotate");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(answer).getString("newest_key")).isNotEqualTo(before);
    assertThat(HttpPeer.json(answer).getInt("sealed")).isEqualTo(1);
    assertThat(HttpPeer.json(answer).getInt("outdated")).isZero();
    assertThat(answer.body()).doesNotContain("hunter2", "sealed:1:");
    assertThat(audit.from(0, 5)).allMatch(e -> e.event().actor().name().equals("admin")).hasSize(2);
  }

  @Test
  void shouldTellWhatIsStillSealedWithAnOldKeyAndSealItAnew() {
    vault.rotate();
    assertThat(HttpPeer.json(peer.getAsAdmin("/api/v1/secrets")).getInt("outdated")).isEqualTo(1);

    assertThat(HttpPeer.json(post("/api/v1/secrets/reseal")).getInt("outdated")).isZero();

    vault.rotate();
    vault.forgetOldKeys();
    assertThat(HttpPeer.json(peer.getAsAdmin("/api/v1/secrets")).getJsonArray("unreadable"))
        .hasSize(1);
  }

  @Test
  void shouldSayWhatToDoWhereASettingGivesTheKeys() {
    vault.fix();

    var answer = post("/api/v1/secrets/rotate");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("come from a setting");
    assertThat(audit.from(0, 5)).isEmpty();
  }

  @Test
  void shouldTellHowContentsAreSealed() {
    assertThat(content().getBoolean("encryption")).isFalse();
    assertThat(content().getJsonObject("queued")).isEmpty();

    contents =
        new ContentKeys.Standing(
            true, List.of("k1", "k2"), Map.of("k1", 3L), 1, List.of("the key k0 is missing"));

    assertThat(content().getBoolean("encryption")).isTrue();
    assertThat(content().getJsonArray("keys").getString(1)).isEqualTo("k2");
    assertThat(content().getJsonObject("queued").getInt("k1")).isEqualTo(3);
    assertThat(content().getInt("locked")).isEqualTo(1);
    assertThat(content().getJsonArray("troubles").getString(0)).contains("k0 is missing");
  }

  private JsonObject content() {
    return HttpPeer.json(peer.getAsAdmin("/api/v1/secrets")).getJsonObject("content");
  }

  @Test
  void shouldMakeANewKeyOfTokensAndShowWhichThereAre() {
    var made = post("/api/v1/secrets/identity-keys/rotate");

    assertThat(made.statusCode()).isEqualTo(200);
    var keys =
        HttpPeer.json(peer.getAsAdmin("/api/v1/secrets/identity-keys"))
            .getJsonArray("identity_keys");
    assertThat(keys.getJsonObject(keys.size() - 1)).isEqualTo(HttpPeer.json(made));
    assertThat(made.body()).doesNotContain("secret", "sealed:1:");
    assertThat(store.audit()).anyMatch(line -> line.startsWith("admin create identity-key"));
  }

  @Test
  void shouldLetNobodyInWithoutALogin() {
    assertThat(peer.get("/api/v1/secrets").statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> post(String path) {
    HttpRequest.Builder request =
        peer.request(path)
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .POST(BodyPublishers.noBody());
    return peer.send(request);
  }
}
