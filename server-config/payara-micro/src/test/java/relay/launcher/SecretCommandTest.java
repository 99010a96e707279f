package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretCommandTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldMakeANewKeyAndSealWithIt() {
    relay.answers(200, answer(0, ""));

    assertThat(secret("rotate")).isZero();
    assertThat(secret("reseal")).isZero();
    assertThat(secret("status")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/secrets/rotate", "POST /api/v1/secrets/reseal", "GET /api/v1/secrets");
    assertThat(relay.told()).contains("master key 0a1b2c3d seals", "7 objects hold secrets");
    assertThat(relay.complained()).isEmpty();
  }

  @Test
  void shouldMakeANewKeyForIdentityTokens() {
    relay.answers(200, "{\"number\":4,\"created_at\":\"2026-01-31T12:00:00Z\"}");

    assertThat(secret("rotate-identity")).isZero();
    assertThat(secret("rotate-identity", "--json")).isZero();

    assertThat(relay.asked()).containsOnly("POST /api/v1/secrets/identity-keys/rotate");
    assertThat(relay.told()).contains("identity key 4 signs tokens", "\"number\":4");
  }

  @Test
  void shouldComplainOfWhatIsNotSealedAnew() {
    relay.answers(200, answer(3, "\"dkim-key acme/s._domainkey.acme.example\""));

    assertThat(secret("status")).isEqualTo(Refusal.FAILED);

    assertThat(relay.complained())
        .contains("3 of them", "relay secret reseal", "no master key opens dkim-key acme/s");
  }

  @Test
  void shouldSayWhatToDoWhereASettingGivesTheKeys() {
    relay.answers(409, "{\"detail\":\"the keys come from secret.master-keys; add one\"}");

    assertThatThrownBy(() -> secret("rotate"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.REFUSED))
        .hasMessageContaining("secret.master-keys");
  }

  @Test
  void shouldPrintTheAnswerWhereThatIsWanted() {
    relay.answers(200, answer(0, ""));

    secret("status", "--json");

    assertThat(relay.told()).startsWith("{\"newest_key\":\"0a1b2c3d\"");
  }

  @Test
  void shouldTellHowContentsAreSealedAndComplainOfMailThatCannotBeOpened() {
    String content =
        ",\"content\":{\"encryption\":true,\"keys\":[\"k1\",\"k2\"],\"queued\":{\"k1\":3,\"none\":0},"
            + "\"locked\":%d,\"troubles\":[%s]}}";
    String answer = answer(0, "");
    answer = answer.substring(0, answer.length() - 1);
    relay.answers(200, answer + content.formatted(0, ""));
    assertThat(secret("status")).isZero();
    assertThat(relay.told()).contains("content key k2 seals", "key k1: 3 mails in the queues");

    relay.answers(200, answer + content.formatted(2, "\"the key k0 is missing\""));
    assertThat(secret("status")).isEqualTo(Refusal.FAILED);
    assertThat(relay.complained()).contains("2 mails wait: the key k0 is missing");
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    assertThatThrownBy(() -> secret("show")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> secret("rotate", "now")).isInstanceOf(Refusal.class);
    assertThat(relay.asked()).isEmpty();
  }

  private static String answer(int outdated, String unreadable) {
    return "{\"newest_key\":\"0a1b2c3d\",\"sealed\":7,\"outdated\":"
        + outdated
        + ",\"unreadable\":["
        + unreadable
        + "]}";
  }

  private int secret(String... words) {
    return new SecretCommand(relay::client).run(List.of(words), relay.console());
  }
}
