package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageCommandTest {
  private static final String PAGE =
      """
      {"messages": [{"id": "0khr3vqs0abcdefghjkn", "accepted_at": "2026-01-01T12:00:00Z",
        "sender": "al@a.example", "tenant": "acme", "campaign": "spring-sale",
        "states": {"deferred": 2, "delivered": 1}, "recipients": []}],
       "next_cursor": "0khr3vqs0abcdefghjkn"}
      """;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay().answers(200, PAGE);

  @Test
  void shouldFindTheMailsOfACampaignThatWait() {
    run("list", "--state", "deferred", "--campaign", "spring-sale", "--sender", "<>");

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/messages?campaign=spring-sale&sender=%3C%3E&state=deferred");
    assertThat(relay.told())
        .contains("spring-sale", "<al@a.example>", "2 deferred, 1 delivered")
        .contains("--cursor 0khr3vqs0abcdefghjkn");
  }

  @Test
  void shouldGiveTheAnswerAsItIsWhereJsonIsWanted() {
    run("list", "--json");

    assertThat(relay.asked()).containsExactly("GET /api/v1/messages");
    assertThat(relay.told()).startsWith("{\"messages\":[{");
  }

  @Test
  void shouldWriteTheReportAsAPageOrAsJson() {
    String report = "GET /api/v1/messages/0khr3vqs0abcdefghjkn/report";
    relay.answersTo(report, 200, "{\"id\":\"0khr3vqs0abcdefghjkn\"}");

    run("report", "0khr3vqs0abcdefghjkn", "--json");
    assertThat(relay.told()).startsWith("{\"id\"");
    relay.answersTo("GET /report.css", 200, "body { margin: 0; }");
    relay.answersTo(
        report, 200, "<!DOCTYPE html>\n<link rel=\"stylesheet\" href=\"report.css\"></head>");
    run("report", "0khr3vqs0abcdefghjkn");

    assertThat(relay.asked()).containsExactly(report, "GET /report.css", report);
    assertThat(relay.told())
        .endsWith("<!DOCTYPE html>\n<style>\nbody { margin: 0; }\n</style></head>\n");
  }

  @Test
  void shouldTellTheConditionsToWhoeverGivesAnotherOne() {
    assertThatThrownBy(() -> run("list", "--colour", "red"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.getMessage()).contains("--colour"));
    assertThat(new MessageCommand(relay::client).help()).contains("--campaign C", "--state STATE");
  }

  private void run(String... line) {
    new MessageCommand(relay::client).run(List.of(line), relay.console());
  }
}
