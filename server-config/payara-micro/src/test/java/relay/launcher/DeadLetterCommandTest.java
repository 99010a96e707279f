package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterCommandTest {
  private static final String LETTER =
      "{\"id\":\"4211\",\"queue\":\"relay.dead-letter\",\"reason\":\"its worker failed\","
          + "\"came_from\":\"relay.bulk\",\"goes_back_to\":\"relay.bulk\",\"octets\":100,"
          + "\"sealed\":true,\"mail\":{\"message\":\"m1\",\"entry\":\"m1.0.2.0\","
          + "\"tenant\":\"acme\",\"stream\":\"news\",\"sender\":\"a@a.example\","
          + "\"recipients\":[\"bob@b.example\"]}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldListWhatDiedWhereAndWhy() {
    String handedIn =
        "{\"id\":\"u1\",\"queue\":\"relay.submission.dead\",\"reason\":\""
            + "x".repeat(70)
            + "\",\"octets\":7}";
    relay.answers(200, "{\"dead_letters\":[" + LETTER + "}," + handedIn + "]}");

    assertThat(letters("list", "--limit", "5")).isZero();

    assertThat(relay.asked()).containsExactly("GET /api/v1/dead-letters?limit=5");
    assertThat(relay.told().lines()).hasSize(3);
    assertThat(relay.told())
        .contains("4211", "relay.bulk", "m1", "acme", "its worker failed")
        .contains("u1", "x".repeat(60) + "...")
        .doesNotContain("x".repeat(61));
  }

  @Test
  void shouldShowOneWithItsContentAndNothingThatSteersATerminal() {
    relay.answers(
        200,
        LETTER + ",\"content\":\"Subject: Hi\\r\\n\\r\\nx\\u001b[2J\\r\\n\",\"content_cut\":true}");

    letters("show", "4211");

    assertThat(relay.asked()).containsExactly("GET /api/v1/dead-letters/4211");
    assertThat(relay.told().lines())
        .containsExactly(
            "dead letter 4211 in relay.dead-letter",
            "  reason: its worker failed",
            "  came from: relay.bulk",
            "  replay gives it back to: relay.bulk",
            "  mail m1.0.2.0 of acme/news",
            "  from a@a.example to [\"bob@b.example\"]",
            "",
            "Subject: Hi",
            "",
            "x?[2J",
            "...");
  }

  @Test
  void shouldTellWhyTheContentIsNotShown() {
    relay.answers(
        200,
        LETTER
            + ",\"properties\":{\"to\":\"bob@b.example\"},"
            + "\"content_locked\":\"the key 2026a is missing\"}");

    letters("show", "4211");

    assertThat(relay.told())
        .contains("  to: \"bob@b.example\"\n")
        .endsWith("  locked: the key 2026a is missing\n");
  }

  @Test
  void shouldGiveOneBackAndDeleteAnother() {
    relay.answersTo("POST", 200, LETTER + ",\"given_back_to\":\"relay.bulk\"}");
    relay.answersTo("DELETE", 200, LETTER + ",\"deleted\":true}");

    letters("replay", "4211");
    letters("replay", "4211", "--even-twice");
    letters("delete", "4211");
    letters("delete", "4211", "--json");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/dead-letters/4211/replay",
            "POST /api/v1/dead-letters/4211/replay?even-twice=true",
            "DELETE /api/v1/dead-letters/4211",
            "DELETE /api/v1/dead-letters/4211");
    assertThat(relay.told())
        .contains("given back to relay.bulk\n", "deleted 4211\n", "\"deleted\":true");
  }

  @Test
  void shouldTellThatALetterIsGoneAlready() {
    relay.answers(204, "");

    assertThat(letters("delete", "4211")).isZero();

    assertThat(relay.told()).isEqualTo("it is gone already\n");
  }

  @Test
  void shouldTellWhyItIsRefused() {
    relay.answers(409, "{\"detail\":\"bob@b.example is delivered already\"}");

    assertThatThrownBy(() -> letters("replay", "4211"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.REFUSED))
        .hasMessageContaining("delivered already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "show", "replay", "list x", "bury 1"})
  void shouldTellHowItIsCalled(String words) {
    assertThatThrownBy(() -> letters(words.isEmpty() ? new String[0] : words.split(" ")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
  }

  private int letters(String... words) {
    return new DeadLetterCommand(relay::client).run(List.of(words), relay.console());
  }
}
