package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplyCommandTest {
  private ScriptedRelay relay;

  @BeforeEach
  void start() throws IOException {
    relay = new ScriptedRelay();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void shouldListWhatNoRuleKnows() {
    relay.answers(
        200,
        "{\"week\":\"2026-01-05\",\"replies\":[{\"text\":\"554 no\",\"count\":17,"
            + "\"permanent\":true,\"provider\":\"google\"},"
            + "{\"text\":\"450 later\",\"count\":2,\"permanent\":false}]}");

    reply("unknown", "list", "--week", "2026-01-07", "--limit", "5");

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/replies/unknown?week=2026-01-07&limit=5");
    assertThat(relay.told())
        .contains("17     permanent  google    554 no")
        .contains("2      temporary  -         450 later");
  }

  @Test
  void shouldSayThatEverythingWasKnown() {
    relay.answers(200, "{\"week\":\"2026-01-05\",\"replies\":[]}");

    reply("unknown", "list");

    assertThat(relay.told()).contains("In the week of 2026-01-05 every reply was known");
  }

  @Test
  void shouldShowTheAnswerItselfToPrograms() {
    relay.answers(200, "{\"week\":\"2026-01-05\",\"replies\":[]}");

    reply("unknown", "list", "--json");

    assertThat(relay.told().strip()).startsWith("{").endsWith("}");
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    for (String line : List.of("", "unknown", "list", "unknown list now")) {
      assertThatThrownBy(() -> reply(line.split(" "))).as(line).isInstanceOf(Refusal.class);
    }
    assertThat(relay.asked()).isEmpty();
  }

  private void reply(String... words) {
    new ReplyCommand(relay::client).run(List.of(words), relay.console());
  }
}
