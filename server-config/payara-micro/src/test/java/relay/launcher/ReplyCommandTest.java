package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReplyCommandTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

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
  void shouldAskWhatATenantsRuleWouldHaveMadeOfPastReplies() {
    relay.answers(
        200,
        "{\"from\":\"2026-01-05T00:00:00Z\",\"until\":\"2026-01-06T00:00:00Z\",\"complete\":false,"
            + "\"read_until\":\"2026-01-05T09:00:00Z\",\"replies\":20,\"changed\":17,"
            + "\"changes\":[{\"from\":\"POLICY\",\"to\":\"MAILBOX_FULL\",\"replies\":17,"
            + "\"samples\":[{\"text\":\"554 not amused\"}]}],"
            + "\"rules\":[{\"rule\":\"gate\",\"before\":0,\"after\":17,\"fired_before\":0,"
            + "\"fired_after\":2,\"evidence\":[{\"flow\":\"site:mx.example\",\"kind\":\"pause\","
            + "\"at\":\"2026-01-05T08:00:00Z\",\"replies\":[\"554 not amused\"]}]}]}");

    reply(
        "back-test",
        "gate",
        "--tenant",
        "acme",
        "--from",
        "2026-01-05T00:00:00Z",
        "class=MAILBOX_FULL",
        "phrases=not amused",
        "samples=554 I am not amused");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/replies/back-test {\"tenant\":\"acme\",\"reply_rules\":{\"gate\":"
                + "{\"class\":\"MAILBOX_FULL\",\"phrases\":[\"not amused\"],"
                + "\"samples\":[\"554 I am not amused\"]}},\"from\":\"2026-01-05T00:00:00Z\"}");
    assertThat(relay.told())
        .contains("17 of 20 replies from 2026-01-05T00:00:00Z until 2026-01-05T09:00:00Z (no")
        .contains("17       POLICY  MAILBOX_FULL  554 not amused")
        .contains("gate  0       17     0      2")
        .contains("2026-01-05T08:00:00Z pause site:mx.example: 554 not amused");
  }

  @Test
  void shouldAskWithoutARuleAndForOneOfTheOperators() {
    String nothing =
        "{\"from\":\"a\",\"until\":\"b\",\"complete\":true,\"replies\":0,\"changed\":0,"
            + "\"changes\":[],\"rules\":[]}";
    relay.answers(200, nothing);

    reply("back-test", "gate", "--json");
    reply("back-test", "--traffic", "ours", "slow | * | 4 | limit | 421 limit");
    reply("back-test", "--traffic", "ours");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/replies/back-test"
                + " {\"tenant\":\"default\",\"reply_rules\":{\"gate\":null}}",
            "POST /api/v1/replies/back-test"
                + " {\"traffic_rules\":{\"ours\":\"slow | * | 4 | limit | 421 limit\"}}",
            "POST /api/v1/replies/back-test {\"traffic_rules\":{\"ours\":null}}");
    assertThatThrownBy(() -> reply("back-test")).hasMessageContaining("which rule?");
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
