package relay.ejb.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.journal.EventType;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookKind;
import relay.domain.webhook.WebhookSignature;
import relay.domain.webhook.WebhookState;

class PlatformWebhookTest {
  private static final String FIRST = "message.bounced 00000000000000000001";
  private static final String SECOND = "message.complained 00000000000000000002";
  private static final String THIRD = "message.delivered 00000000000000000003";
  @TempDir Path data;
  private WebhookLaboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new WebhookLaboratory(data);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private void mailOfTwoTenants() {
    laboratory.journal.write(
        List.of(
            laboratory.event(EventType.BOUNCED, 1, "acme", "receipts"),
            laboratory.event(EventType.COMPLAINED, 2, "zeta", "news"),
            laboratory.event(EventType.DELIVERED, 3, "default", "bulk")));
  }

  private List<String> toldTo(String path) {
    return laboratory.got.stream()
        .filter(got -> got.path().equals(path))
        .flatMap(got -> got.words().stream())
        .toList();
  }

  @Test
  void shouldHearOfAllTenantsWithTheTenantInEachEventWhileATenantHearsOfItsOwn() {
    laboratory.platformWebhook("watch", laboratory.url("/watch"));
    laboratory.platformWebhook("zeta", laboratory.url("/zeta"), "tenants", "zeta");
    laboratory.webhook("crm", laboratory.url("/crm"));
    WebhookRounds rounds = laboratory.rounds();

    mailOfTwoTenants();
    laboratory.tell(rounds);

    assertThat(toldTo("/watch")).containsExactly(FIRST, SECOND, THIRD);
    assertThat(toldTo("/zeta")).containsExactly(SECOND);
    assertThat(toldTo("/crm")).containsExactly(FIRST);
    WebhookLaboratory.Got watch =
        laboratory.got.stream().filter(g -> g.path().equals("/watch")).findFirst().orElseThrow();
    assertThat(watch.json().getJsonArray("events"))
        .extracting(event -> event.asJsonObject().getString("tenant"))
        .containsExactly("acme", "zeta", "default");
    assertThat(watch.signature())
        .isEqualTo(
            WebhookSignature.of(
                List.of(laboratory.secret), watch.id(), watch.timestamp(), watch.body()));
  }

  /** Their files lie in one folder: no name of a tenant may stand for the platform. */
  @Test
  void shouldGoOnWhereEachWasAfterAStart() {
    laboratory.platformWebhook("crm", laboratory.url("/platform"));
    laboratory.webhook("crm", laboratory.url("/tenant"));
    mailOfTwoTenants();
    laboratory.tell(laboratory.rounds());
    laboratory.got.clear();

    laboratory.journal.write(List.of(laboratory.event(EventType.DELIVERED, 4, "zeta", "news")));
    laboratory.tell(laboratory.rounds());

    assertThat(toldTo("/platform")).containsExactly("message.delivered 00000000000000000004");
    assertThat(toldTo("/tenant")).isEmpty();
    try (var files = java.nio.file.Files.list(data.resolve("webhooks"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("~crm.json", "acme~crm.json");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void shouldBeSwitchedOffLikeAnyOtherAndLeaveThoseOfTenantsAlone() {
    laboratory.platformWebhook("watch", laboratory.url("/watch"));
    laboratory.webhook("crm", laboratory.url("/crm"));
    laboratory.answering(got -> got.path().equals("/watch") ? 410 : 204);
    WebhookRounds rounds = laboratory.rounds();

    mailOfTwoTenants();
    laboratory.tell(rounds);

    Webhook watch = laboratory.store.state().find(WebhookKind.WEBHOOK, "", "watch").orElseThrow();
    assertThat(watch.state()).isEqualTo(WebhookState.FAILED);
    assertThat(laboratory.find("crm").state()).isEqualTo(WebhookState.ACTIVE);
    assertThat(toldTo("/crm")).containsExactly(FIRST);
  }

  @Test
  void shouldTellAllTenantsEventsAgainInAReplay() {
    laboratory.platformWebhook("watch", laboratory.url("/watch"));
    WebhookRounds rounds = laboratory.rounds();
    mailOfTwoTenants();
    laboratory.tell(rounds);
    laboratory.got.clear();

    Webhook watch = laboratory.store.state().find(WebhookKind.WEBHOOK, "", "watch").orElseThrow();
    laboratory.put(
        watch.replaying(
            new Webhook.Replay(
                "r1",
                WebhookLaboratory.START.minusSeconds(1),
                WebhookLaboratory.START.plus(Duration.ofMinutes(1)))));
    laboratory.tell(rounds);

    assertThat(toldTo("/watch")).containsExactly(FIRST, SECOND, THIRD);
    assertThat(laboratory.got.get(0).json().getBoolean("replay")).isTrue();
  }
}
