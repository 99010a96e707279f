package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrackingCommandTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldShowPeopleBesideMachines() {
    relay.answers(
        200,
        "{\"by\":\"campaign\",\"rows\":[{\"campaign\":\"spring\",\"opens\":{\"people\":5,"
            + "\"machines\":9},\"clicks\":{\"people\":2,\"machines\":3}},{\"campaign\":\"\","
            + "\"opens\":{\"people\":1,\"machines\":0},\"clicks\":{\"people\":0,\"machines\":0}}]}");

    assertThat(tracking("--tenant", "acme", "--from", "2026-03-01")).isZero();

    assertThat(relay.asked()).containsExactly("GET /api/v1/tenants/acme/tracking?from=2026-03-01");
    assertThat(relay.told().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "CAMPAIGN OPENS BY MACHINES CLICKS BY MACHINES", "spring 5 9 2 3", "- 1 0 0 0");
  }

  @Test
  void shouldShowLinksAndWarnOfANameThatLeadsElsewhere() {
    relay.answers(
        200,
        "{\"by\":\"link\",\"rows\":[{\"link\":\"https://a.example/\",\"clicks\":{\"people\":2,"
            + "\"machines\":3}}],\"tracking_domain\":{\"name\":\"click.acme.example\","
            + "\"leads_here\":false,\"found\":\"no address\"}}");

    tracking("--by", "link", "--campaign", "spring sale");

    assertThat(relay.asked().get(0)).contains("/tenants/default/tracking?by=link&campaign=spring");
    assertThat(relay.told().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "LINK OPENS BY MACHINES CLICKS BY MACHINES",
            "https://a.example/ - - 2 3",
            "click.acme.example does not lead here, so links stay untracked: no address");
  }

  @Test
  void shouldGiveTheAnswerItselfAsJson() {
    relay.answers(200, "{\"by\":\"day\",\"rows\":[]}");

    tracking("--json");

    assertThat(relay.told().strip()).isEqualTo("{\"by\":\"day\",\"rows\":[]}");
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    assertThatThrownBy(() -> tracking("spring")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> tracking("--person", "bob")).isInstanceOf(Refusal.class);
  }

  private int tracking(String... words) {
    return new TrackingCommand(relay::client).run(List.of(words), relay.console());
  }
}
