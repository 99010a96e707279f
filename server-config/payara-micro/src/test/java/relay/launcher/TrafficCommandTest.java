package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrafficCommandTest {
  private static final String ANSWER =
      "{\"flows\":[{\"flow\":\"provider:google\",\"source\":\"default\",\"hosts\":[],"
          + "\"running\":3,\"slots\":12,\"waiting_until\":\"2026-01-01T12:00:00Z\",\"why\":\"destination_limit"
          + " per-hour provider:google\","
          + "\"waiting\":[{\"tenant\":\"acme\",\"stream\":\"news\",\"percent\":75,"
          + "\"until\":\"2026-01-01T12:00:00Z\"}],\"limits\":[{\"limit\":\"connections\",\"value\":8,\"by\":\"provider"
          + " google\"},{\"limit\":\"per-day\",\"by\":\"setting"
          + " traffic.provider.google.limits\"}]},"
          + "{\"flow\":\"site:mx.example.net\",\"source\":\"mail-1\",\"running\":0,\"slots\":0,\"limits\":[]}]}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay().answers(200, ANSWER);

  @Test
  void shouldShowEachFlowWithItsLimitsAndWhatHoldsItsMail() {
    traffic("--q", "goo gle", "--limit", "5");

    assertThat(relay.asked()).containsExactly("GET /api/v1/traffic?q=goo%20gle&limit=5");
    assertThat(relay.told())
        .contains("provider:google", "destination_limit per-hour provider:google")
        .contains("connections=8 [provider google], per-day=unset [setting traffic.provider")
        .contains("acme/news 75 %")
        .contains("site:mx.example.net@mail-1");
  }

  @Test
  void shouldShowTheAnswerItselfToPrograms() {
    traffic("--json");

    assertThat(relay.asked()).containsExactly("GET /api/v1/traffic?limit=50");
    assertThat(relay.told()).contains("\"slots\":12");
  }

  @Test
  void shouldListOverridesWithTheirEvidenceAndEndOne() throws IOException {
    String found =
        "{\"id\":\"slow-1\",\"flow\":\"provider:google\",\"kind\":\"slow\",\"value\":90,"
            + "\"until\":\"2026-01-01T14:00:00Z\",\"rule\":\"google-rate\",\"replies\":42,"
            + "\"evidence\":[\"421 4.7.28 unusual rate\"]}";
    try (var other = new ScriptedRelay()) {
      other.answers(200, "{\"overrides\":[" + found + "]}").answers(200, found);
      var command = new TrafficCommand(other::client);

      command.run(List.of("overrides"), other.console());
      command.run(List.of("end", "slow-1"), other.console());

      assertThat(other.asked())
          .containsExactly(
              "GET /api/v1/traffic/overrides?limit=1000",
              "DELETE /api/v1/traffic/overrides/slow-1");
      assertThat(other.told())
          .contains("slow-1  provider:google  slow  90     2026-01-01T14:00:00Z  google-rate  42")
          .contains("421 4.7.28 unusual rate")
          .contains("slow of provider:google is ended");
    }
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    assertThatThrownBy(() -> traffic("jam")).isInstanceOf(Refusal.class);
    assertThat(relay.asked()).isEmpty();
  }

  private void traffic(String... words) {
    new TrafficCommand(relay::client).run(List.of(words), relay.console());
  }
}
