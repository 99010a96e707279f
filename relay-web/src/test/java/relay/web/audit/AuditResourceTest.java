package relay.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.InMemoryAuditLog;
import relay.web.HttpPeer;
import relay.web.access.People;
import relay.web.json.Json;

class AuditResourceTest {
  private static final int ENTRIES = 2_001;
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    for (int i = 1; i <= ENTRIES; i++) {
      log.record(event("tenant t" + i));
    }
    var resource = new AuditResource();
    resource.log = log;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldShowTheNewestFirstAndTheCursorOfTheNextPage() {
    var first = HttpPeer.json(peer.getAsAdmin("/api/v1/audit?limit=2"));

    var newest = first.getJsonArray("entries").getJsonObject(0);
    assertThat(newest.getInt("number")).isEqualTo(ENTRIES);
    assertThat(newest.getString("actor")).isEqualTo("ann");
    assertThat(newest.getString("origin")).isEqualTo("192.0.2.1");
    assertThat(newest.getJsonObject("after").getString("state")).isEqualTo("active");
    var second = peer.getAsAdmin("/api/v1/audit?limit=2&cursor=" + first.getString("next_cursor"));
    assertThat(HttpPeer.json(second).getJsonArray("entries").getJsonObject(0).getInt("number"))
        .isEqualTo(ENTRIES - 2);
  }

  @Test
  void shouldNarrowToWhatWasAskedFor() {
    var found = HttpPeer.json(peer.getAsAdmin("/api/v1/audit?subject=tenant%20t7&actor=ann"));

    assertThat(found.getJsonArray("entries")).hasSize(1);
    assertThat(found).doesNotContainKey("next_cursor");
    assertThat(HttpPeer.json(peer.getAsAdmin("/api/v1/audit?actor=bob")).getJsonArray("entries"))
        .isEmpty();
  }

  @Test
  void shouldExportAllOfItOldestFirst() {
    var lines = peer.getAsAdmin("/api/v1/audit/export").body().lines().toList();

    assertThat(lines).hasSize(ENTRIES);
    assertThat(Json.readObject(lines.get(0)).orElseThrow().getInt("number")).isEqualTo(1);
    assertThat(peer.getAsAdmin("/api/v1/audit/export?from=2001").body().lines()).hasSize(1);
  }

  @Test
  void shouldFindWhatWasChangedBehindItsBack() {
    assertThat(HttpPeer.json(peer.getAsAdmin("/api/v1/audit/verify")).getBoolean("whole")).isTrue();
    log.tamper(41, event("tenant other"));

    var verdict = HttpPeer.json(peer.getAsAdmin("/api/v1/audit/verify"));

    assertThat(verdict.getBoolean("whole")).isFalse();
    assertThat(verdict.getInt("broken_at")).isEqualTo(42);
  }

  @Test
  void shouldShowATenantsAdministratorOnlyWhatConcernsTheTenant() {
    log.record(
        new AuditEvent(Instant.EPOCH, new Actor("ann", "x"), "create", "acme", "stream", "", ""));

    var own = peer.getAs(People.ACME_ADMINISTRATOR, "/api/v1/audit");
    var foreign = peer.getAs(People.ACME_ADMINISTRATOR, "/api/v1/audit?tenant=other");

    assertThat(HttpPeer.json(own).getJsonArray("entries")).hasSize(1);
    assertThat(HttpPeer.json(foreign).getJsonArray("entries")).isEmpty();
    assertThat(peer.getAs(People.ACME_ADMINISTRATOR, "/api/v1/audit/export").statusCode())
        .isEqualTo(403);
    assertThat(peer.getAs(People.ACME_READER, "/api/v1/audit").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/export", "/verify"})
  void shouldAnswerNobodyButTheAdministratorAndComeBackWithTheDatabase(String operation) {
    assertThat(peer.get("/api/v1/audit" + operation).statusCode()).isEqualTo(401);
    log.setDown(true);
    assertThat(peer.getAsAdmin("/api/v1/audit" + operation).statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=x", "?cursor=x", "/export?from=-1"})
  void shouldNameTheParameterThatCannotBeRead(String query) {
    var response = peer.getAsAdmin("/api/v1/audit" + query);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(query).contains(HttpPeer.json(response).getString("field"));
  }

  private static AuditEvent event(String subject) {
    return new AuditEvent(
        Instant.EPOCH,
        new Actor("ann", "192.0.2.1"),
        "create",
        "",
        subject,
        "",
        "{\"state\":\"active\"}");
  }
}
