package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InDoubtCommandTest {
  private static final String MAIL =
      "{\"message\":\"0khr3vqs0abcdefghjkm\",\"recipients\":[\"bob@b.example\"],"
          + "\"tenant\":\"acme\",\"stream\":\"news\",\"hop\":\"b.example\","
          + "\"since\":\"2026-01-01T12:00:00Z\",\"until\":\"2026-01-04T12:00:00Z\"}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldListWhatWaitsForAnAnswer() {
    relay.answers(200, "{\"in_doubt\":[" + MAIL + "],\"mails_waiting\":1}");

    assertThat(inDoubt("list", "0khr3vqs0abcdefghjkm")).isZero();

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/in-doubt?message=0khr3vqs0abcdefghjkm&limit=100");
    assertThat(relay.told())
        .contains("0khr3vqs0abcdefghjkm", "bob@b.example", "acme/news", "2026-01-04T12:00:00Z")
        .contains("1 mails wait for an answer");
  }

  @Test
  void shouldAnswerForOneRecipient() {
    relay.answers(
        201, "{\"id\":\"b1\",\"effect\":\"mail that is held in doubt counts as delivered\"}");

    assertThat(inDoubt("delivered", "0khr3vqs0abcdefghjkm/bob@b.example", "--reason", "seen"))
        .isZero();

    assertThat(relay.asked().toString())
        .contains("POST /api/v1/brakes")
        .contains("\"kind\":\"delivered\"", "\"message\":\"0khr3vqs0abcdefghjkm\"")
        .contains("\"recipient\":\"bob@b.example\"", "\"reason\":\"seen\"");
    assertThat(relay.told()).contains("counts as delivered (b1)");
  }

  @Test
  void shouldTellHowManyABulkAnswerWouldFind() {
    relay.answers(200, "{\"mails_matching\":42}");

    assertThat(inDoubt("give-up", "--to-domain", "b.example", "--dry-run")).isZero();

    assertThat(relay.asked().toString())
        .contains("dry-run=true", "\"recipient_domain\":\"b.example\"")
        .contains("decided by hand: give-up");
    assertThat(relay.told()).contains("42 mails in doubt match now", "Nothing was changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "maybe x", "list a b", "delivered a b"})
  void shouldSayHowItIsUsed(String words) {
    String[] line = words.isEmpty() ? new String[0] : words.split(" ");
    assertThatThrownBy(() -> inDoubt(line))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("relay in-doubt");
    assertThat(relay.asked()).isEmpty();
  }

  private int inDoubt(String... line) {
    return new InDoubtCommand(relay::client).run(List.of(line), relay.console());
  }
}
