package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AutomationVerbsTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  private int run(String... line) {
    var command =
        new ObjectCommand(
            AutomationVerbs.kind(), new ByteArrayInputStream(new byte[0]), relay::client);
    return command.run(List.of(line), relay.console());
  }

  @Test
  void shouldGiveOrders() {
    relay.answers(202, "{\"id\":\"welcome\",\"state\":\"active\"}");
    relay.answers(202, "{\"id\":\"welcome\",\"state\":\"ended\"}");

    assertThat(run("start", "welcome", "--tenant", "acme")).isZero();
    assertThat(run("end", "welcome", "--tenant", "acme", "--json")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/automations/welcome/start",
            "POST /api/v1/tenants/acme/automations/welcome/end");
    assertThat(relay.told()).contains("automation welcome is active", "\"state\":\"ended\"");
  }

  @Test
  void shouldShowThePathOfAContact() {
    relay.answers(
        200,
        "{\"contact\":\"7\",\"entries\":[{\"id\":1,\"state\":\"inside\",\"next\":\"vip\","
            + "\"entered_at\":\"2026-01-01T12:00:00Z\",\"due_at\":\"2026-01-03T12:00:00Z\","
            + "\"path\":[{\"step\":\"hello\",\"at\":\"2026-01-01T12:00:01Z\",\"what\":\"sent\","
            + "\"detail\":\"01kg9x09zz1a2b3c4d5e\"}]}]}");
    relay.answers(200, "{\"contact\":\"8\",\"entries\":[]}");

    assertThat(run("path", "welcome", "ann@example.org", "--tenant", "acme")).isZero();
    assertThat(run("path", "welcome", "8", "--tenant", "acme")).isZero();

    assertThat(relay.asked().get(0))
        .startsWith("GET /api/v1/tenants/acme/automations/welcome/contacts/ann");
    assertThat(relay.told())
        .contains(
            "2026-01-01T12:00:00Z  came in; inside, vip at 2026-01-03T12:00:00Z",
            "2026-01-01T12:00:01Z  hello: sent 01kg9x09zz1a2b3c4d5e",
            "never came in");
  }

  @Test
  void shouldReportAndAskForWhatIsNeeded() {
    relay.answers(200, "{\"id\":\"welcome\",\"inside\":3,\"ended\":{\"finished\":2}}");

    assertThat(run("report", "welcome")).isZero();

    assertThat(relay.told()).contains("inside", "ended.finished");
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("path", "welcome"));
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("start"));
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("end", "a", "b"));
  }
}
