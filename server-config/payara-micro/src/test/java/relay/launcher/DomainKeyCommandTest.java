package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The words for DKIM keys and DNS records, and what the relay is asked for them. */
class DomainKeyCommandTest {
  private static final String PENDING =
      "{\"keys\":[{\"selector\":\"r1\",\"algorithm\":\"rsa-sha256\",\"state\":\"pending\","
          + "\"since\":\"2026-01-31T12:00:00Z\",\"dns\":\"unknown\",\"publish\":{\"type\":\"TXT\","
          + "\"name\":\"r1._domainkey.acme.example\",\"text\":\""
          + "v".repeat(300)
          + "\"}}]}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldMakeNextKeysAndPrintWhatToPublish() {
    relay.answers(201, PENDING);

    assertThat(run("rotate", "acme.example", "--tenant", "acme", "--algorithm", "rsa,ed25519"))
        .isZero();

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/domains/acme.example/keys"
                + " {\"algorithms\":[\"rsa-sha256\",\"ed25519-sha256\"]}");
    assertThat(relay.told())
        .contains(
            "r1._domainkey.acme.example. IN TXT ( \""
                + "v".repeat(255)
                + "\" \""
                + "v".repeat(45)
                + "\" )");
  }

  @Test
  void shouldListTheKeysOfTheDefaultTenant() {
    relay.answers(200, PENDING);

    assertThat(run("list", "acme.example")).isZero();

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/tenants/default/domains/acme.example/keys");
    assertThat(relay.told()).contains("SELECTOR", "r1", "rsa-sha256", "pending");
  }

  @Test
  void shouldRetireAndRemoveOrOnlyTry() {
    relay.answers(200, "{\"keys\":[]}").answers(204, "");

    run("retire", "acme.example", "r1", "--dry-run");
    run("remove", "acme.example", "r1");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/default/domains/acme.example/keys/r1/retire?dry-run=true {}",
            "DELETE /api/v1/tenants/default/domains/acme.example/keys/r1");
    assertThat(relay.told()).contains("Nothing was changed.", "r1 is removed");
  }

  @Test
  void shouldShowWhatToWriteAndFailUntilTheDomainIsReady() {
    relay.answers(200, report(false, "missing"));

    assertThat(run("records", "acme.example")).isEqualTo(Refusal.FAILED);

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/tenants/default/domains/acme.example/dns");
    assertThat(relay.told())
        .contains(
            "publish an SPF record",
            "acme.example. IN TXT ( \"v=spf1 mx ~all\" )",
            "acme.example lacks what mail needs");
  }

  @Test
  void shouldSucceedWhenTheDomainIsReady() {
    relay.answers(200, report(true, "ok"));

    assertThat(run("records", "acme.example", "--json")).isZero();
    assertThat(relay.told().strip()).isEqualTo(report(true, "ok"));
    assertThat(run("records", "acme.example")).isZero();
    assertThat(relay.told()).contains("has all that mail needs").doesNotContain("IN TXT");
  }

  @Test
  void shouldSayWhichWordsAreNeeded() {
    assertThatThrownBy(() -> run("retire", "acme.example"))
        .isInstanceOf(Refusal.class)
        .hasMessage("relay dkim retire DOMAIN SELECTOR");
    assertThatThrownBy(() -> run("list")).hasMessage("relay dkim list DOMAIN");
  }

  @Test
  void shouldTellWhyTheRelayRefuses() {
    relay.answers(409, "{\"detail\":\"the next key is there already\",\"status\":409}");

    assertThatThrownBy(() -> run("rotate", "acme.example"))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.exitCode()).isEqualTo(Refusal.REFUSED))
        .hasMessageContaining("there already");
  }

  private static String report(boolean ready, String state) {
    return "{\"domain\":\"acme.example\",\"ready\":"
        + ready
        + ",\"records\":[{\"purpose\":\"spf\",\"type\":\"TXT\",\"name\":\"acme.example\","
        + "\"value\":\"v=spf1 mx ~all\",\"state\":\""
        + state
        + "\",\"required\":true,\"advice\":\"publish an SPF record\"}]}";
  }

  private int run(String... line) {
    return new DomainKeyCommand(relay::client).run(List.of(line), relay.console());
  }
}
