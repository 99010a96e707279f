package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatsCommandTest {
  private static final String TOTALS =
      "{\"accepted\":4,\"recipients\":5,\"queued\":1,\"deferred\":1,\"held\":0,\"delivered\":3,"
          + "\"bounced\":0,\"expired\":0,\"rejected\":0}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldShowACampaignByLaneAndDomain() {
    relay.answers(
        200,
        "{\"campaign\":\"spring\",\"totals\":"
            + TOTALS
            + ",\"lanes\":{\"bulk\":{\"delivered\":3}},"
            + "\"domains\":[{\"domain\":\"b.example\",\"delivered\":2}]}");

    assertThat(stats("--campaign", "spring", "--tenant", "acme")).isZero();

    assertThat(relay.asked()).containsExactly("GET /api/v1/stats?campaign=spring&tenant=acme");
    assertThat(relay.told().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "ACCEPTED RECIPIENTS DELIVERED DEFERRED BOUNCED EXPIRED QUEUED HELD",
            "all 4 5 3 1 0 0 1 0",
            "bulk - - 3 - - - - -",
            "b.example - - 2 - - - - -");
  }

  @Test
  void shouldListCampaigns() {
    relay.answers(200, "{\"campaigns\":[{\"campaign\":\"spring\",\"totals\":" + TOTALS + "}]}");

    stats("--by", "campaign", "--limit", "7");
    stats("--by", "campaign", "--json");

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/stats?by=campaign&limit=7", "GET /api/v1/stats?by=campaign");
    assertThat(relay.told()).contains("CAMPAIGN", "spring", "\"accepted\":4");
  }

  @Test
  void shouldShowTheFiguresSinceTheStart() {
    relay.answers(200, "{\"totals\":" + TOTALS + ",\"lanes\":{},\"domains\":[]}");

    stats();

    assertThat(relay.asked()).containsExactly("GET /api/v1/stats");
    assertThat(relay.told().lines()).hasSize(2).last().asString().startsWith("all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring", "--campaign a --by campaign", "--lane bulk"})
  void shouldTellHowItIsCalled(String words) {
    assertThatThrownBy(() -> stats(words.split(" ")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
  }

  private int stats(String... words) {
    return new StatsCommand(relay::client).run(List.of(words), relay.console());
  }
}
