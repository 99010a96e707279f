package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookVerbsTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  private int run(String... line) {
    var command =
        new ObjectCommand(ObjectKind.WEBHOOK, new ByteArrayInputStream(new byte[0]), relay::client);
    return command.run(List.of(line), relay.console());
  }

  @Test
  void shouldSayWhatCameOfATest() {
    relay.answers(200, "{\"taken\":true,\"status\":204,\"problem\":\"\",\"millis\":42}");
    relay.answers(200, "{\"taken\":false,\"status\":0,\"problem\":\"refused\",\"millis\":7}");

    int taken = run("test", "crm", "--tenant", "acme");
    int refused = run("test", "crm", "--tenant", "acme");

    assertThat(taken).isZero();
    assertThat(refused).isEqualTo(1);
    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/webhooks/crm/test",
            "POST /api/v1/tenants/acme/webhooks/crm/test");
    assertThat(relay.told())
        .contains("taken: it answered 204 after 42 ms", "not taken: refused after 7 ms");
  }

  @Test
  void shouldListTheNewestPostsAndSayWhetherEverythingWasTold() {
    relay.answers(
        200,
        "{\"up_to_date\":false,\"failures\":2,\"failing_since\":\"2026-01-31T12:00:00Z\","
            + "\"next_try\":\"2026-01-31T12:00:20Z\",\"replaying\":false,\"deliveries\":["
            + "{\"time\":\"2026-01-31T12:00:10Z\",\"post\":\"e1-e9\",\"events\":9,"
            + "\"replay\":false,\"status\":503,\"problem\":\"\",\"millis\":31}]}");
    relay.answers(200, "{\"up_to_date\":true,\"failures\":0,\"deliveries\":[]}");

    run("deliveries", "crm");
    run("deliveries", "crm");

    assertThat(relay.asked().get(0))
        .isEqualTo("GET /api/v1/tenants/default/webhooks/crm/deliveries");
    assertThat(relay.told())
        .contains("e1-e9", "503")
        .contains("Failing since 2026-01-31T12:00:00Z; next try 2026-01-31T12:00:20Z")
        .contains("Everything was told.");
  }

  @Test
  void shouldAskForAReplayOfSomeTime() {
    relay.answers(202, "{\"id\":\"crm\"}");

    run("replay", "crm", "from=2026-01-31T09:00:00Z", "until=2026-01-31T11:00:00Z");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/default/webhooks/crm/replay"
                + " {\"from\":\"2026-01-31T09:00:00Z\",\"until\":\"2026-01-31T11:00:00Z\"}");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> run("replay", "crm", "since=yesterday"))
        .satisfies(r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> run("test"))
        .satisfies(r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
  }

  @Test
  void shouldShowASecretThatWasMadeAndNotOneThatIsMasked() {
    relay.answers(201, "{\"id\":\"crm\",\"secret\":\"whsec_abc\"}");
    relay.answers(200, "{\"id\":\"crm\",\"secret\":\"***\"}");

    run("create", "crm", "url=https://hooks.acme.example/relay");
    run("show", "crm");

    assertThat(relay.told())
        .contains("secret: whsec_abc", "secret  ***")
        .containsOnlyOnce("shown once");
  }

  @Test
  void shouldReachThoseOfThePlatformWhenAskedTo() {
    relay.answers(201, "{\"id\":\"watch\",\"tenant\":\"\",\"secret\":\"whsec_abc\"}");
    relay.answers(200, "{\"webhooks\":[]}");
    relay.answers(200, "{\"taken\":true,\"status\":204,\"problem\":\"\",\"millis\":42}");

    run("create", "watch", "--platform", "url=https://hooks.relay.example/", "tenants=acme,other");
    run("list", "--platform");
    run("test", "watch", "--platform");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/webhooks {\"url\":\"https://hooks.relay.example/\","
                + "\"tenants\":[\"acme\",\"other\"],\"id\":\"watch\"}",
            "GET /api/v1/webhooks?limit=1000",
            "POST /api/v1/webhooks/watch/test");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> run("list", "--platform", "--tenant", "acme"))
        .satisfies(r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
  }

  @Test
  void shouldKnowThePlatformOfWebhooksOnly() {
    var streams =
        new ObjectCommand(ObjectKind.STREAM, new ByteArrayInputStream(new byte[0]), relay::client);

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> streams.run(List.of("list", "--platform"), relay.console()))
        .withMessageContaining("there is no option --platform");
    assertThat(streams.help()).doesNotContain("--platform");
    assertThat(
            new ObjectCommand(ObjectKind.WEBHOOK, new ByteArrayInputStream(new byte[0]), null)
                .help())
        .contains("[--tenant T|--platform]");
  }
}
