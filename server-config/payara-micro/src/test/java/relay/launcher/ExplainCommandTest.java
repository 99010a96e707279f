package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.control.ControlJson;

class ExplainCommandTest {
  private static final String ANSWER =
      """
      {"effect": "wait", "summary": "it waits until 2026-01-01T14:00:00Z: hold b1 by ann: price",
       "door": [{"topic": "quota", "effect": "go", "says": "no limit counts it"}],
       "recipients": [{"address": "bob@b.example", "effect": "wait", "steps": [
         {"topic": "brake", "effect": "wait", "says": "hold b1 by ann: price",
          "until": "2026-01-01T14:00:00Z", "by": [{"kind": "brake", "name": "b1"}]}]}],
       "recipients_left_out": 3}
      """;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay().answers(200, ANSWER);

  @Test
  void shouldAskAboutAMailAndTellEachRuleWithWhatItRestsOn() {
    explain(
        "--from",
        "al@a.example",
        "--to",
        "bob@b.example, eve@c.example",
        "--size",
        "500",
        "--credential",
        "shop");

    String asked = relay.asked().get(0);
    assertThat(asked).startsWith("POST /api/v1/explain ");
    assertThat(ControlJson.read(asked.substring(asked.indexOf('{'))))
        .isEqualTo(
            ControlJson.read(
                "{\"from\":\"al@a.example\",\"credential\":\"shop\",\"size\":500,"
                    + "\"to\":[\"bob@b.example\",\"eve@c.example\"]}"));
    assertThat(relay.told().lines())
        .containsExactly(
            "it waits until 2026-01-01T14:00:00Z: hold b1 by ann: price",
            "  quota     go   no limit counts it",
            "to bob@b.example:",
            "  brake     wait hold b1 by ann: price (until 2026-01-01T14:00:00Z)  [brake b1]",
            "and 3 more recipients");
  }

  @Test
  void shouldExplainAMailThatIsThere() {
    new MessageCommand(relay::client).run(List.of("explain", "abc"), relay.console());

    assertThat(relay.asked()).containsExactly("GET /api/v1/messages/abc/explain");
    assertThat(relay.told()).startsWith("it waits until");
  }

  @Test
  void shouldGiveScriptsTheAnswerAsItIs() {
    explain("--from", "<>", "--to", "bob@b.example", "--json");

    assertThat(ControlJson.read(relay.told())).isEqualTo(ControlJson.read(ANSWER));
  }

  @Test
  void shouldAskForASender() {
    assertThatThrownBy(() -> explain("--to", "bob@b.example"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
  }

  private int explain(String... words) {
    return new ExplainCommand(relay::client).run(List.of(words), relay.console());
  }
}
