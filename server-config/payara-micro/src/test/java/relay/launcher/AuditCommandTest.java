package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditCommandTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldShowWhoDidWhat() {
    relay.answers(
        200,
        "{\"entries\":[{\"number\":7,\"at\":\"2026-01-01T00:00:00Z\",\"actor\":\"admin\","
            + "\"origin\":\"127.0.0.1\",\"action\":\"create\",\"subject\":\"tenant/acme\"}]}");

    audit("list", "--tenant", "acme", "--limit", "5");

    assertThat(relay.asked()).containsExactly("GET /api/v1/audit?tenant=acme&limit=5");
    assertThat(relay.told())
        .contains("NUMBER", "7", "2026-01-01T00:00:00Z  admin  127.0.0.1  create  tenant/acme");
  }

  @Test
  void shouldFailWhenTheChainIsBroken() {
    relay.answers(200, "{\"whole\":false,\"broken_at\":42,\"why\":\"was changed\"}");

    assertThat(audit("verify")).isEqualTo(Refusal.REFUSED);

    assertThat(relay.complained()).contains("broken at entry 42, which was changed");
  }

  @Test
  void shouldSayThatTheChainIsWhole() {
    relay.answers(200, "{\"whole\":true,\"entries\":5}");

    assertThat(audit("verify")).isZero();

    assertThat(relay.told()).contains("whole: 5 entries");
  }

  @Test
  void shouldWriteAllOfItLineByLine() {
    relay.answers(200, "{\"number\":1}\n{\"number\":2}\n");

    audit("export");

    assertThat(relay.told().lines()).containsExactly("{\"number\":1}", "{\"number\":2}");
  }

  @Test
  void shouldTellWhyThereIsNoExport() {
    relay.answers(503, "{\"detail\":\"the database is down\"}");

    assertThatThrownBy(() -> audit("export"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.DOWN))
        .hasMessage("the database is down");
  }

  private int audit(String... words) {
    return new AuditCommand(relay::client).run(List.of(words), relay.console());
  }
}
