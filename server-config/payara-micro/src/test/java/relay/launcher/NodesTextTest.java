package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodesTextTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldShowEachNodeWithWhatItHas() {
    answer(
        "{\"shared\":true,\"cut_off\":false,\"nodes\":["
            + "{\"node\":\"a1\",\"name\":\"mx1.example\",\"this_node\":true,\"state\":\"here\","
            + "\"seen_at\":\"2026-01-01T12:00:00Z\",\"nodes_known\":2,\"slices\":["
            + "{\"flow\":\"provider:google\",\"percent\":60,\"demand\":3,\"connections\":12,"
            + "\"of_connections\":20},{\"flow\":\"site:mx\",\"percent\":5,\"demand\":0}]},"
            + "{\"node\":\"b2\",\"name\":\"mx2.example\",\"this_node\":false,\"state\":\"lost\","
            + "\"seen_at\":\"2026-01-01T11:59:00Z\",\"nodes_known\":2,\"slices\":[]}]}");

    nodes();

    assertThat(relay.asked()).containsExactly("GET /api/v1/nodes");
    assertThat(relay.told())
        .contains("mx1.example (this one)")
        .contains("provider:google 60 %, 12 of 20 connections; site:mx 5 %")
        .contains("lost")
        .contains("its even part")
        .doesNotContain("cannot reach");
  }

  @Test
  void shouldTellThatTheDatabaseIsOutOfReach() {
    answer("{\"shared\":true,\"cut_off\":true,\"nodes\":[]}");

    nodes();

    assertThat(relay.told()).contains("This node cannot reach the database");
  }

  @Test
  void shouldTellThatNothingIsShared() {
    answer("{\"shared\":false,\"cut_off\":false,\"nodes\":[]}");

    nodes();

    assertThat(relay.told()).contains("This node shares nothing");
  }

  @Test
  void shouldShowTheAnswerItselfToPrograms() {
    answer("{\"shared\":false,\"cut_off\":false,\"nodes\":[]}");

    nodes("--json");

    assertThat(relay.told()).contains("\"cut_off\":false");
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    assertThatThrownBy(() -> nodes("stop")).isInstanceOf(Refusal.class);
  }

  private void answer(String json) {
    relay.answers(200, json);
  }

  private void nodes(String... line) {
    NodesText.command(relay::client).run(List.of(line), relay.console());
  }
}
