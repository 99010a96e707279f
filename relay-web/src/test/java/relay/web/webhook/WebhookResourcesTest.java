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
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.administration.ChangeOrder;
import relay.domain.administration.Expectation;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.InMemoryControlStore;
import relay.domain.tenancy.Tenant;
import relay.domain.webhook.BackOff;
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

class WebhookResourcesTest {
  private static final String CRM = "/api/v1/tenants/acme/webhooks/crm";
  private static final Instant NOW = ObjectDesks.NOW;
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final List<String> tested = new ArrayList<>();
  private Optional<Webhooks.Standing> standing = Optional.empty();
  private HttpPeer peer;

  private final class Told implements Webhooks {
    @Override
    public Optional<Standing> standing(Webhook webhook) {
      return standing;
    }

    @Override
    public PostAttempt test(Webhook webhook) {
      tested.add(webhook.id());
      return attempt(503);
    }
  }

  private static PostAttempt attempt(int status) {
    return new PostAttempt(NOW, "e1-e2", 2, false, status, "", 31, Optional.empty());
  }

  private final InMemoryAuditLog audit = new InMemoryAuditLog();

  @BeforeEach
  void start() {
    Actor admin = new Actor("admin", "test");
    ObjectDesk objects = ObjectDesks.over(store);
    store.apply(new ControlChange.Create(Tenant.of("acme")), admin);
    objects.put(
        Webhook.key("acme", "crm"),
        ControlJson.read("{\"url\":\"https://hooks.acme.example/\"}"),
        new ChangeOrder(Expectation.NONE, false, admin));
    var desk = new WebhookDesk(store, store, () -> NOW, new Random(1));
    var deliveries = new WebhookDeliveryResource();
    deliveries.desk = desk;
    deliveries.webhooks = new Told();
    var test = new WebhookTestResource();
    test.desk = desk;
    test.webhooks = new Told();
    test.audit = new AuditPen(audit, () -> NOW);
    var replay = new WebhookReplayResource();
    replay.desk = desk;
    replay.objects = objects;
    peer = HttpPeer.of(deliveries, test, replay);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private HttpResponse<String> post(String path, String body) {
    return peer.send(
        peer.request(path)
            .header("Content-Type", "application/json")
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void shouldTellHowAnEndpointStandsAndItsNewestPosts() {
    var failing =
        EndpointProgress.startingAt(JournalPlace.atFile(1))
            .told(attempt(204))
            .failed(attempt(503), new BackOff(java.time.Duration.ofHours(1)), new Random(1));
    standing = Optional.of(new Webhooks.Standing(failing, false));

    var shown = HttpPeer.json(peer.getAs(People.ACME_READER, CRM + "/deliveries"));

    assertThat(shown.getBoolean("up_to_date")).isFalse();
    assertThat(shown.getInt("failures")).isEqualTo(1);
    assertThat(shown.getString("failing_since")).isEqualTo(NOW.toString());
    assertThat(Instant.parse(shown.getString("next_try"))).isAfter(NOW);
    assertThat(shown.getJsonArray("deliveries")).hasSize(2);
    assertThat(shown.getJsonArray("deliveries").getJsonObject(1).getInt("status")).isEqualTo(503);
  }

  @Test
  void shouldSayThatNothingWasToldBeforeTheNodeHasBegun() {
    var shown = HttpPeer.json(peer.getAsAdmin(CRM + "/deliveries"));

    assertThat(shown.getBoolean("up_to_date")).isFalse();
    assertThat(shown.getJsonArray("deliveries")).isEmpty();
  }

  @Test
  void shouldPostATestAndTellWhatCameOfIt() {
    var answer = HttpPeer.json(post(CRM + "/test", ""));
    assertThat(audit.from(1, 10))
        .extracting(entry -> entry.event().action() + " " + entry.event().subject())
        .containsExactly("test webhook acme/crm");

    assertThat(tested).containsExactly("crm");
    assertThat(answer.getBoolean("taken")).isFalse();
    assertThat(answer.getInt("status")).isEqualTo(503);
  }

  @Test
  void shouldHaveTheEventsOfSomeTimeToldAgain() {
    var answer =
        post(
            CRM + "/replay",
            "{\"from\":\"2026-01-31T09:00:00Z\",\"until\":\"2026-01-31T11:00:00Z\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
    var replay = HttpPeer.json(answer).getJsonObject("replay");
    assertThat(replay.getString("from")).isEqualTo("2026-01-31T09:00:00Z");
    assertThat(store.state().find(WebhookKind.WEBHOOK, "acme", "crm").orElseThrow().replay())
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 422 | from",
        "{\"from\":\"2026-01-31T09:00:00Z\"} | 422 | until",
        "{\"from\":\"yesterday\",\"until\":\"2026-01-31T09:00:00Z\"} | 422 | from",
        "{\"from\":\"2026-01-31T09:00:00Z\",\"until\":\"2026-01-31T09:00:00Z\"} | 422 | until",
        "{\"from\":\"2026-01-31T09:00:00Z\",\"until\":\"2027-01-31T09:00:00Z\"} | 422 | until"
      })
  void shouldNameTheFieldOfAReplayThatIsWrong(String body, int status, String field) {
    var answer = post(CRM + "/replay", body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(HttpPeer.json(answer).getString("field")).isEqualTo(field);
  }

  @Test
  void shouldKnowNoWebhookThatIsNotThere() {
    assertThat(peer.getAsAdmin("/api/v1/tenants/acme/webhooks/other/deliveries").statusCode())
        .isEqualTo(404);
    assertThat(post("/api/v1/tenants/acme/webhooks/other/test", "").statusCode()).isEqualTo(404);
    assertThat(tested).isEmpty();
  }
}
