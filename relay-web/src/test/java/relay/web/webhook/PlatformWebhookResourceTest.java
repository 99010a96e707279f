package relay.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.control.ControlChange;
import relay.domain.control.InMemoryControlStore;
import relay.domain.tenancy.Tenant;
import relay.domain.webhook.EndpointProgress;
import relay.domain.webhook.JournalPlace;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookDesk;
import relay.domain.webhook.WebhookKind;
import relay.domain.webhook.Webhooks;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.access.People;
import relay.web.control.ControlResources;

class PlatformWebhookResourceTest {
  private static final String ALL = "/api/v1/webhooks";
  private static final String WATCH = ALL + "/watch";
  private static final String OF_ACME = "/api/v1/tenants/acme/webhooks";
  private static final String URL = "\"url\":\"https://hooks.relay.example/\"";
  private static final Instant NOW = ObjectDesks.NOW;
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final List<Webhook> tested = new ArrayList<>();
  private HttpPeer peer;

  private final class Told implements Webhooks {
    @Override
    public Optional<Standing> standing(Webhook webhook) {
      return Optional.of(
          new Standing(
              EndpointProgress.startingAt(JournalPlace.atFile(1)).told(attempt(webhook)), false));
    }

    @Override
    public PostAttempt test(Webhook webhook) {
      tested.add(webhook);
      return attempt(webhook);
    }

    private PostAttempt attempt(Webhook webhook) {
      String post = webhook.isOfPlatform() ? "of-platform" : "of-tenant";
      return new PostAttempt(NOW, post, 2, false, 204, "", 31, Optional.empty());
    }
  }

  @BeforeEach
  void start() {
    ObjectDesk objects = ObjectDesks.over(store);
    store.apply(new ControlChange.Create(Tenant.of("acme")), new Actor("admin", "test"));
    var platform = ControlResources.over(new PlatformWebhookResource(), objects);
    platform.wishes = new WebhookDesk(store, store, () -> NOW, new Random(1));
    platform.webhooks = new Told();
    platform.objects = objects;
    platform.audit = new AuditPen(audit, () -> NOW);
    var deliveries = new WebhookDeliveryResource();
    deliveries.desk = platform.wishes;
    deliveries.webhooks = platform.webhooks;
    peer = HttpPeer.of(platform, deliveries, ControlResources.objects(objects));
    send("POST", ALL, "{\"id\":\"watch\",\"tenants\":[\"acme\"]," + URL + "}");
    send("POST", OF_ACME, "{\"id\":\"crm\"," + URL + "}");
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return peer.send(
        peer.request(path)
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  @Test
  void shouldMakeShowChangeAndTakeAwayOneOfThePlatform() {
    var made = send("POST", ALL, "{\"id\":\"late\"," + URL + "}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith(ALL + "/late");
    assertThat(HttpPeer.json(made).getString("secret")).startsWith("whsec_");
    assertThat(HttpPeer.json(made).getString("tenant")).isEmpty();

    var shown = HttpPeer.json(peer.getAsAdmin(WATCH));
    assertThat(shown.getString("secret")).isEqualTo("***");
    assertThat(shown.getJsonArray("tenants").getString(0)).isEqualTo("acme");
    var changed = send("PATCH", WATCH, "{\"types\":[\"message.complained\"],\"tenants\":null}");
    assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(HttpPeer.json(changed).containsKey("tenants")).isFalse();
    assertThat(send("DELETE", WATCH, "").statusCode()).isEqualTo(204);
    assertThat(peer.getAsAdmin(WATCH).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldKeepThoseOfThePlatformAndThoseOfTenantsApart() {
    var own = HttpPeer.json(peer.getAsAdmin(ALL)).getJsonArray("webhooks");
    var ofAcme = HttpPeer.json(peer.getAs(People.ACME_READER, OF_ACME)).getJsonArray("webhooks");

    assertThat(own).hasSize(1);
    assertThat(own.getJsonObject(0).getString("id")).isEqualTo("watch");
    assertThat(ofAcme).hasSize(1);
    assertThat(ofAcme.getJsonObject(0).getString("id")).isEqualTo("crm");
    assertThat(peer.getAsAdmin(ALL + "/crm").statusCode()).isEqualTo(404);
    assertThat(peer.getAsAdmin(OF_ACME + "/watch").statusCode()).isEqualTo(404);
    assertThat(peer.getAsAdmin(OF_ACME + "/watch/deliveries").statusCode()).isEqualTo(404);
    assertThat(
            send("POST", OF_ACME, "{\"id\":\"x\",\"tenants\":[\"zeta\"]," + URL + "}").statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {ALL, WATCH, WATCH + "/deliveries"})
  void shouldShowNothingOfThemToATenant(String path) {
    assertThat(peer.getAs(People.ACME_ADMINISTRATOR, path).statusCode()).isEqualTo(403);
    assertThat(peer.getAs(People.ACME_READER, path).statusCode()).isEqualTo(403);
    assertThat(peer.getAsAdmin(path).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellHowItStandsAndTestIt() {
    var standing = HttpPeer.json(peer.getAsAdmin(WATCH + "/deliveries"));
    var test = HttpPeer.json(send("POST", WATCH + "/test", ""));

    assertThat(standing.getJsonArray("deliveries").getJsonObject(0).getString("post"))
        .isEqualTo("of-platform");
    assertThat(test.getBoolean("taken")).isTrue();
    assertThat(tested).extracting(w -> w.key().toString()).containsExactly("webhook watch");
    assertThat(audit.from(1, 10))
        .extracting(entry -> entry.event().action() + " " + entry.event().subject())
        .containsExactly("test webhook watch");
  }

  @Test
  void shouldTellTheEventsOfSomeTimeAgain() {
    var answer =
        send(
            "POST",
            WATCH + "/replay",
            "{\"from\":\"2026-01-31T09:00:00Z\",\"until\":\"2026-01-31T11:00:00Z\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(store.state().find(WebhookKind.WEBHOOK, "", "watch").orElseThrow().replay())
        .isPresent();
    assertThat(send("POST", ALL + "/crm/replay", "{}").statusCode()).isEqualTo(404);
  }
}
