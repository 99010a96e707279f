package relay.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.administration.ObjectDesks;
import relay.domain.control.InMemoryControlStore;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;

class InboundDomainResourceTest {
  private static final String DOMAINS = "/api/v1/inbound-domains";
  private static final String RELAY = DOMAINS + "/relay.example";
  private static final String ACME = "/api/v1/tenants/acme";
  private final InMemoryControlStore store = new InMemoryControlStore();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var domains = new InboundDomainResource();
    domains.desk = ObjectDesks.over(store);
    var tenants = new TenantResource();
    tenants.desk = domains.desk;
    var objects = new TenantObjectResource();
    objects.desk = domains.desk;
    objects.kinds = ObjectDesks.KINDS;
    peer = HttpPeer.of(domains, tenants, objects);
    send("POST", "/api/v1/tenants", "{\"id\":\"acme\"}");
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldMakeShowChangeAndTakeAwayADomainOfThePlatform() {
    var made = send("POST", DOMAINS, "{\"id\":\"relay.example\",\"contact\":\"ops@corp.example\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith(RELAY);
    assertThat(HttpPeer.json(made).getString("tenant")).isEmpty();

    var changed = send("PATCH", RELAY, "{\"other_mail\":\"refuse\"}");
    assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(HttpPeer.json(peer.getAsAdmin(RELAY)).getString("contact"))
        .isEqualTo("ops@corp.example");

    assertThat(send("DELETE", RELAY, "").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", RELAY, "").statusCode()).isEqualTo(204);
    assertThat(peer.getAsAdmin(RELAY).statusCode()).isEqualTo(404);
    assertThat(store.audit())
        .contains(
            "admin create inbound-domain relay.example",
            "admin delete inbound-domain relay.example");
  }

  @Test
  void shouldListThoseOfTenantsToOperatorsAndChangeThemBelowTheTenantOnly() {
    send("POST", DOMAINS, "{\"id\":\"relay.example\"}");
    send("POST", ACME + "/inbound-domains", "{\"id\":\"in.example\"}");

    var all = HttpPeer.json(peer.getAsAdmin(DOMAINS)).getJsonArray("inbound_domains");
    assertThat(all).hasSize(2);
    assertThat(all.getJsonObject(0).getString("tenant")).isEqualTo("acme");
    assertThat(peer.getAsAdmin(DOMAINS + "/in.example").statusCode()).isEqualTo(404);
    assertThat(send("POST", DOMAINS, "{\"id\":\"in.example\"}").statusCode()).isEqualTo(409);
    assertThat(peer.getAsAdmin(ACME + "/inbound-domains/relay.example").statusCode())
        .isEqualTo(404);
    assertThat(peer.getAs(People.ACME_ADMINISTRATOR, DOMAINS).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return peer.send(
        peer.request(path)
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }
}
