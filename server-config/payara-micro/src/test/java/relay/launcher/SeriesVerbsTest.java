package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeriesVerbsTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  private int run(String... line) {
    var command =
        new ObjectCommand(SeriesVerbs.kind(), new ByteArrayInputStream(new byte[0]), relay::client);
    return command.run(List.of(line), relay.console());
  }

  @Test
  void shouldGiveOrders() {
    relay.answers(202, "{\"id\":\"weekly\",\"state\":\"active\"}");
    relay.answers(202, "{\"id\":\"weekly\",\"state\":\"ended\"}");

    assertThat(run("start", "weekly", "--tenant", "acme")).isZero();
    assertThat(run("end", "weekly", "--tenant", "acme", "--json")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/series/weekly/start",
            "POST /api/v1/tenants/acme/series/weekly/end");
    assertThat(relay.told()).contains("series weekly is active", "\"state\":\"ended\"");
  }

  @Test
  void shouldShowTheNextTimes() {
    relay.answers(200, "{\"next\":[{\"date\":\"2026-03-02\",\"at\":\"2026-03-02T08:00:00Z\"}]}");
    relay.answers(200, "{\"next\":[]}");

    assertThat(run("next", "weekly", "3", "--tenant", "acme")).isZero();
    assertThat(run("next", "weekly")).isZero();

    assertThat(relay.asked().get(0))
        .isEqualTo("GET /api/v1/tenants/acme/series/weekly/next?count=3");
    assertThat(relay.told())
        .contains("2026-03-02  begins 2026-03-02T08:00:00Z", "nothing is due any more");
  }

  @Test
  void shouldShowItsCampaignsSideBySide() {
    relay.answers(
        200,
        "{\"rows\":[{\"campaign\":\"weekly-2026-03-02\",\"recipients\":9,\"delivered\":8,"
            + "\"bounced\":1,\"unsubscribes\":0,\"complaints\":0,\"opened\":{\"people\":5},"
            + "\"clicked\":{\"people\":3},\"converted\":2}]}");

    assertThat(run("report", "weekly", "--tenant", "acme")).isZero();

    assertThat(relay.asked())
        .containsExactly("GET /api/v1/tenants/acme/campaigns/compare?series=weekly");
    assertThat(relay.told()).contains("CAMPAIGN", "weekly-2026-03-02");
  }

  @Test
  void shouldAskForWhatIsNeeded() {
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("next", "weekly", "1", "2"));
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("pause", "a", "b"));
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run("start"));
  }
}
