package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CampaignVerbsTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  private int run(String... line) {
    var command =
        new ObjectCommand(
            CampaignVerbs.kind(), new ByteArrayInputStream(new byte[0]), relay::client);
    return command.run(List.of(line), relay.console());
  }

  @Test
  void shouldGiveOrdersAndTellWhatBecameOfThem() {
    relay.answers(202, "{\"id\":\"spring\",\"state\":\"scheduled\"}");
    relay.answers(202, "{\"id\":\"spring\",\"state\":\"paused\"}");

    assertThat(run("start", "spring", "--tenant", "acme")).isZero();
    assertThat(run("pause", "spring", "--tenant", "acme", "--json")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/campaigns/spring/start",
            "POST /api/v1/tenants/acme/campaigns/spring/pause");
    assertThat(relay.told()).contains("campaign spring is scheduled", "\"state\":\"paused\"");
  }

  @Test
  void shouldShowHowFarItHasCome() {
    relay.answers(
        200, "{\"id\":\"spring\",\"recipients\":8,\"open\":2,\"bounces\":{\"mailbox-full\":1}}");

    assertThat(run("report", "spring", "--tenant", "acme")).isZero();

    assertThat(relay.asked()).containsExactly("GET /api/v1/tenants/acme/campaigns/spring/report");
    assertThat(relay.told())
        .contains("recipients            8", "done: 75 %", "bounces.mailbox-full  1");
  }

  @Test
  void shouldAskForOneCampaign() {
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("start"));
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("stop", "a", "b"));
  }

  @Test
  void shouldNameTheWinnerOfATest() {
    relay.answers(202, "{\"id\":\"spring\",\"state\":\"running\"}");

    assertThat(run("winner", "spring", "b", "--tenant", "acme")).isZero();

    assertThat(relay.asked())
        .containsExactly("POST /api/v1/tenants/acme/campaigns/spring/winner {\"variant\":\"b\"}");
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("winner", "spring"));
  }

  private static final String ROW =
      ":\"a\",\"recipients\":9,\"sent\":8,\"delivered\":7,\"bounced\":1,\"complaints\":0,"
          + "\"unsubscribes\":2,\"opened\":{\"people\":5,\"machines\":3},"
          + "\"clicked\":{\"people\":4,\"machines\":3},\"converted\":6,\"conversions\":6,"
          + "\"conversion_value\":1.5}]}";

  @Test
  void shouldShowGroupsAndCompareCampaigns() {
    relay.answers(200, "{\"rows\":[{\"variant\"" + ROW);
    relay.answers(200, "{\"rows\":[{\"campaign\"" + ROW);

    assertThat(run("report", "spring", "variant", "--tenant", "acme")).isZero();
    assertThat(run("compare", "spring", "summer", "--tenant", "acme")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "GET /api/v1/tenants/acme/campaigns/spring/report/variant",
            "GET /api/v1/tenants/acme/campaigns/compare?id=spring&id=summer");
    assertThat(relay.told()).contains("VARIANT", "CAMPAIGN", "CONVERTED");
  }

  @Test
  void shouldShowLinksAndSegments() {
    relay.answers(
        200,
        "{\"rows\":[{\"link\":\"https://a.example/\",\"variant\":\"\","
            + "\"clicks\":{\"people\":3,\"machines\":4}}]}");
    relay.answers(200, "{\"rows\":[]}");

    assertThat(run("report", "spring", "link", "--tenant", "acme")).isZero();
    assertThat(run("report", "spring", "segment", "readers", "buyers", "--tenant", "acme"))
        .isZero();

    assertThat(relay.asked())
        .containsExactly(
            "GET /api/v1/tenants/acme/campaigns/spring/report/link",
            "GET /api/v1/tenants/acme/campaigns/spring/report/segment?segment=readers&segment=buyers");
    assertThat(relay.told()).contains("https://a.example/");
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("report", "spring", "segment"));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> run("report", "spring", "provider", "readers"));
  }
}
