package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCommandTest {
  private static final String LIST =
      """
      {"version": 4, "settings": [
        {"key": "brake.time-default", "value": "4h", "source": "live", "default": "24h",
         "live": true, "rule": "a duration", "about": "How long a brake lasts."},
        {"key": "brake.time-default-x", "value": "1", "source": "file", "default": "0",
         "live": false, "rule": "a number", "about": "Another."}]}
      """;
  private static final String CHANGED =
      """
      {"version": 5, "changes": [{"key": "brake.time-default", "before": "4h", "after": "2h"},
        {"key": "brake.most", "before": "7"}]}
      """;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldListByPartAndSource() {
    relay.answers(200, LIST);

    settings("list", "brake", "--source", "live");
    settings("list", "--source", "file");

    assertThat(relay.asked())
        .containsExactly(
            "GET /api/v1/settings?q=brake&source=live", "GET /api/v1/settings?source=file");
    assertThat(relay.told())
        .contains("brake.time-default    4h     live    yes", "file    at start", "version 4");
  }

  @Test
  void shouldComplainOfLiveSettingsThatThisNodeCannotUse() {
    relay.answers(200, "{\"version\":4,\"not_in_force\":\"a key is missing\",\"settings\":[]}");

    settings("list");

    assertThat(relay.complained()).contains("keeps to an earlier version: a key is missing");
  }

  @Test
  void shouldTellAllOfOneSetting() {
    relay.answers(200, LIST);

    settings("get", "brake.time-default");

    assertThat(relay.told())
        .contains("brake.time-default = 4h", "default  24h", "while it runs", "How long a brake")
        .doesNotContain("Another");
    assertThatThrownBy(() -> settings("get", "brake.time"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.NOT_FOUND));
  }

  @Test
  void shouldSetSeveralAtOnce() {
    relay.answers(200, CHANGED);

    settings("set", "brake.time-default=2h", "route.x.hosts=a=b", "--if-version", "4");

    assertThat(relay.asked())
        .containsExactly(
            "PATCH /api/v1/settings {\"brake.time-default\":\"2h\",\"route.x.hosts\":\"a=b\"}");
    assertThat(relay.conditions()).containsExactly("\"4\"");
    assertThat(relay.told())
        .contains(
            "brake.time-default: 4h -> 2h", "brake.most: 7 -> (as the file says)", "version 5");
  }

  @Test
  void shouldReadASecretFromTheInput() {
    relay.answers(200, CHANGED);

    new SettingsCommand(
            new ByteArrayInputStream("s3cret\nmore\n".getBytes(StandardCharsets.UTF_8)),
            relay::client)
        .run(List.of("set", "route.x.password=-"), relay.console());

    assertThat(relay.asked())
        .containsExactly("PATCH /api/v1/settings {\"route.x.password\":\"s3cret\"}");
  }

  @Test
  void shouldOnlyTellWhatWouldChange() {
    relay.answers(200, CHANGED);

    settings("reset", "brake.most", "--dry-run");
    settings("rollback", "3", "--dry-run");

    assertThat(relay.asked())
        .containsExactly(
            "PATCH /api/v1/settings?dry-run=true {\"brake.most\":null}",
            "POST /api/v1/settings/rollback?dry-run=true {\"version\":3}");
    assertThat(relay.told()).contains("Nothing was changed.").doesNotContain("version 5");
  }

  @Test
  void shouldSayThatNothingChanges() {
    relay.answers(200, "{\"version\":4,\"changes\":[]}");

    settings("set", "brake.most=7");

    assertThat(relay.told()).isEqualToIgnoringNewLines("nothing changes");
  }

  @Test
  void shouldTellTheHistoryAndTheWayBack() {
    relay.answers(
        200,
        "{\"version\":5,\"oldest\":2,\"versions\":[{\"version\":5,\"at\":\"2026-01-01T00:00:00Z\","
            + "\"by\":\"ann\",\"changes\":[{\"key\":\"brake.most\",\"after\":\"7\"}]}]}");

    settings("history", "--limit", "3");

    assertThat(relay.asked()).containsExactly("GET /api/v1/settings/history?limit=3");
    assertThat(relay.told())
        .contains(
            "5  2026-01-01T00:00:00Z  ann", "brake.most: (as the file says) -> 7", "to 2 at most");
  }

  @Test
  void shouldCompareVersions() {
    relay.answers(200, "{\"from\":3,\"to\":4,\"changes\":[{\"key\":\"a\",\"before\":\"x\"}]}");

    settings("diff", "3", "4");
    settings("diff", "3");
    settings("diff");

    assertThat(relay.asked())
        .containsExactly(
            "GET /api/v1/settings/diff?from=3&to=4",
            "GET /api/v1/settings/diff?from=3",
            "GET /api/v1/settings/diff");
    assertThat(relay.told()).contains("from version 3 to 4", "a: x -> (as the file says)");
  }

  @Test
  void shouldPrintWhatTheRelayAnswersWhereThatIsWanted() {
    relay.answers(200, LIST);

    settings("get", "brake.time-default", "--json");

    assertThat(relay.told()).startsWith("{\"key\":\"brake.time-default\"");
  }

  @Test
  void shouldSayWhyTheRelayRefuses() {
    relay.answers(
        422, "{\"field\":\"node.data-folder\",\"detail\":\"node.data-folder is read at start\"}");

    assertThatThrownBy(() -> settings("set", "node.data-folder=/tmp"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.REFUSED))
        .hasMessage("node.data-folder is read at start");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "get",
        "get a b",
        "set",
        "set brake.most",
        "set =7",
        "reset",
        "history 3",
        "diff a",
        "diff 1 2 3",
        "rollback",
        "rollback one",
        "set a=b --if-version x",
        "list --colour red"
      })
  void shouldRefuseWordsItDoesNotKnow(String line) {
    assertThatThrownBy(() -> settings(line.isEmpty() ? new String[0] : line.split(" ")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
    assertThat(relay.asked()).isEmpty();
  }

  private void settings(String... words) {
    int exitCode =
        new SettingsCommand(InputStream.nullInputStream(), relay::client)
            .run(List.of(words), relay.console());
    assertThat(exitCode).isZero();
  }
}
