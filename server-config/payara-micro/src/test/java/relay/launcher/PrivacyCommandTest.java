package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyCommandTest {
  private static final String ERASURE =
      "{\"id\":\"e1\",\"state\":\"running\",\"subject\":\"address sha256:00\",\"by\":\"admin\","
          + "\"requested_at\":\"2026-01-01T00:00:00Z\",\"parts\":["
          + "{\"store\":\"journal\",\"node\":\"n1\",\"changed\":3,\"finished\":true},"
          + "{\"store\":\"messages\",\"changed\":2,\"finished\":false}]}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldWriteAnExportLineByLine() {
    relay.answers(200, "{\"address\":\"bob@b.example\"}\n{\"complete\":true}\n");

    privacy("export", "bob@b.example");

    assertThat(relay.asked())
        .containsExactly("POST /api/v1/privacy/export {\"address\":\"bob@b.example\"}");
    assertThat(relay.told().lines()).hasSize(2).last().isEqualTo("{\"complete\":true}");
  }

  @Test
  void shouldHaveAnAddressForgotten() {
    relay.answers(202, ERASURE);

    assertThat(privacy("erase", "bob@b.example")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/privacy/erasures?open-mail=refuse {\"address\":\"bob@b.example\"}");
    assertThat(relay.told().lines())
        .containsExactly(
            "erasure e1: running",
            "  journal of n1: 3 changed, finished",
            "  messages: 2 changed so far");
  }

  @Test
  void shouldTellBeforehandWhatWouldBeFound() {
    relay.answers(
        200,
        "{\"dry_run\":true,\"subject\":\"address sha256:00\",\"counts\":{\"messages\":2},"
            + "\"open_count\":1,\"open\":[\"m1\"]}");

    privacy("erase", "bob@b.example", "--dry-run", "--open-mail", "wait");

    assertThat(relay.asked().get(0)).contains("?open-mail=wait&dry-run=true");
    assertThat(relay.told().lines())
        .containsExactly("address sha256:00", "  messages: 2", "  open mail: 1");
  }

  @Test
  void shouldListErasuresAndShowOne() {
    relay.answersTo("GET /api/v1/privacy/erasures/e1", 200, ERASURE);
    relay.answersTo("GET /api/v1/privacy/erasures", 200, "{\"erasures\":[" + ERASURE + "]}");

    privacy("list");
    privacy("show", "e1", "--json");

    assertThat(relay.told())
        .contains("ID", "STATE", "e1", "running", "admin", "address sha256:00")
        .contains(ERASURE);
  }

  @Test
  void shouldTellThatANodeIsGone() {
    relay.answers(200, "{\"node\":\"n1\",\"erasures\":[\"e1\",\"e2\"],\"recipients_lost\":7}");

    privacy("gone", "n1");

    assertThat(relay.asked()).containsExactly("POST /api/v1/privacy/gone-nodes/n1");
    assertThat(relay.told())
        .contains(
            "n1 is gone: 2 erasures waited for it, 7 recipients of campaigns are lost with it");

    relay.answers(200, ERASURE.replace("true}", "true,\"gone\":true}"));
    privacy("show", "e1");
    assertThat(relay.told()).contains("journal of n1: 3 changed, the node is gone");
  }

  @Test
  void shouldTellWhyItIsRefused() {
    relay.answers(409, "{\"detail\":\"mail is still under way (1): m1\"}");

    assertThatThrownBy(() -> privacy("erase", "bob@b.example"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.REFUSED))
        .hasMessageContaining("still under way");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "export", "erase", "list x", "forget bob@b.example"})
  void shouldTellHowItIsCalled(String words) {
    assertThatThrownBy(() -> privacy(words.isEmpty() ? new String[0] : words.split(" ")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
  }

  private int privacy(String... words) {
    return new PrivacyCommand(relay::client).run(List.of(words), relay.console());
  }
}
