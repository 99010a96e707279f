package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionCommandTest {
  private static final String ID = "5f0c6c1d9d4b3a0f5f0c6c1d9d4b3a0f";
  private static final String ENTRY =
      "{\"id\":\""
          + ID
          + "\",\"subject\":\"bob@example.org\",\"tenant\":\"acme\",\"reason\":\"manual\","
          + "\"author\":\"al\",\"created_at\":\"2026-01-01T12:00:00Z\"}";
  @TempDir Path folder;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();
  private String input = "";

  @Test
  void shouldPutAnEntryAndSayHowItIsTakenOut() {
    relay.answers(200, ENTRY);

    assertThat(run("add", "bob@example.org", "--tenant", "acme")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "PUT /api/v1/suppressions {\"subject\":\"bob@example.org\",\"tenant\":\"acme\"}");
    assertThat(relay.told().lines())
        .containsExactly(
            "No mail goes to bob@example.org now: none of tenant acme.",
            "Take it out with: relay suppression delete " + ID);
  }

  @Test
  void shouldSendEveryFieldOfAnEntry() {
    relay.answers(200, ENTRY);

    run(
        "add",
        "bob@example.org",
        "--tenant",
        "acme",
        "--stream",
        "news",
        "--reason",
        "unsubscribed",
        "--evidence",
        "a letter",
        "--until",
        "2026-12-31T00:00:00Z",
        "--json");

    assertThat(relay.asked().get(0))
        .contains("\"stream\":\"news\"", "\"reason\":\"unsubscribed\"")
        .contains("\"evidence\":\"a letter\"", "\"expires_at\":\"2026-12-31T00:00:00Z\"");
    assertThat(relay.told().strip()).isEqualTo(ENTRY);
  }

  @Test
  void shouldListWithTheConditionsThatWereGiven() {
    relay.answers(
        200,
        "{\"suppressions\":["
            + ENTRY
            + ",{\"id\":\"x\",\"reason\":\"complaint\",\"author\":\"relay\","
            + "\"created_at\":\"2026-01-01T12:00:00Z\",\"expires_at\":\"2026-02-01T12:00:00Z\"}],"
            + "\"next_cursor\":\"7-x\"}");

    run("list", "--reason", "hard-bounce", "--limit", "50", "--subject", "bob@example.org");

    assertThat(relay.asked().get(0))
        .startsWith("GET /api/v1/suppressions?")
        .contains("reason=hard-bounce", "limit=50", "subject=bob%40example.org");
    assertThat(relay.told())
        .contains("SUBJECT", "bob@example.org", "for ever", "(erased)", "(all)", "complaint")
        .contains("There are more");
  }

  @Test
  void shouldDeleteByIdAndByWhatAnEntryIsAbout() {
    relay.answersTo("DELETE", 204, "");
    relay.answersTo(
        "GET /api/v1/suppressions?limit=1000&subject=bob%40example.org",
        200, "{\"suppressions\":[" + ENTRY.replace("\"acme\"", "\"other\"") + "," + ENTRY + "]}");

    run("delete", ID);
    run("delete", "bob@example.org", "--tenant", "acme", "--json");

    assertThat(relay.asked().stream().filter(a -> a.startsWith("DELETE")))
        .containsExactly("DELETE /api/v1/suppressions/" + ID, "DELETE /api/v1/suppressions/" + ID);
    assertThat(relay.told()).contains("Mail goes to it again", "{\"id\":\"" + ID + "\"}");
  }

  @Test
  void shouldDeleteNothingWithAnotherScope() {
    relay.answers(200, "{\"suppressions\":[" + ENTRY + "]}");

    assertThatThrownBy(() -> run("delete", "bob@example.org"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.NOT_FOUND))
        .hasMessageContaining("relay suppression list --subject bob@example.org");
    assertThat(relay.asked()).hasSize(1);
  }

  @Test
  void shouldTellByItsExitCodeWhetherMailGoes() {
    relay.answers(
        200,
        "{\"suppressed\":true,\"tenant\":\"acme\",\"stream\":\"news\","
            + "\"sentence\":\"No mail goes to this address\"}");
    relay.answers(200, "{\"suppressed\":false,\"tenant\":\"acme\",\"stream\":\"news\"}");

    assertThat(run("test", "bob@example.org", "--tenant", "acme", "--stream", "news")).isEqualTo(1);
    assertThat(run("test", "bob@example.org")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "GET /api/v1/suppressions/test?address=bob%40example.org&tenant=acme&stream=news",
            "GET /api/v1/suppressions/test?address=bob%40example.org");
    assertThat(relay.told())
        .contains("No mail goes to this address", "of stream news of tenant acme goes to");
  }

  @Test
  void shouldHandInAFileAndTellItsFaults() throws IOException {
    relay.answers(
        200,
        "{\"lines\":3,\"added\":1,\"changed\":1,\"faulty\":1,"
            + "\"errors\":[{\"line\":3,\"error\":\"subject must be an address\"}]}");
    Path file = folder.resolve("list.csv");
    Files.writeString(file, "email\nbob@example.org\nnobody\n");

    int exitCode = run("import", file.toString(), "--tenant", "acme", "--reason", "unsubscribed");

    assertThat(exitCode).isEqualTo(Refusal.REFUSED);
    assertThat(relay.asked().get(0))
        .startsWith("POST /api/v1/suppressions/import?")
        .contains("tenant=acme", "reason=unsubscribed")
        .endsWith("email\nbob@example.org\nnobody");
    assertThat(relay.told().lines())
        .containsExactly(
            "3 lines: 1 new, 1 changed, 1 faulty", "  line 3: subject must be an address");
  }

  @Test
  void shouldHandInTheStandardInput() {
    relay.answers(200, "{\"lines\":1,\"added\":1,\"changed\":0,\"faulty\":0,\"errors\":[]}");
    input = "bob@example.org\n";

    assertThat(run("import", "-")).isZero();

    assertThat(relay.asked()).containsExactly("POST /api/v1/suppressions/import bob@example.org");
  }

  @Test
  void shouldSayThatThereIsNoSuchFile() {
    assertThatThrownBy(() -> run("import", folder.resolve("none.csv").toString()))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE))
        .hasMessageContaining("none.csv");
    assertThat(relay.asked()).isEmpty();
  }

  @Test
  void shouldWriteAnExportAsItComes() {
    relay.answers(200, "subject,tenant\r\nbob@example.org,acme\r\n");

    run("export", "--tenant", "acme");

    assertThat(relay.asked()).containsExactly("GET /api/v1/suppressions/export?tenant=acme");
    assertThat(relay.told().lines()).containsExactly("subject,tenant", "bob@example.org,acme");
  }

  @Test
  void shouldTellHowMuchWouldBeUndoneAndUndoIt() {
    relay.answers(200, "{\"dry_run\":true,\"matching\":1204}");
    relay.answers(200, "{\"dry_run\":false,\"removed\":1204}");

    run("undo", "--provider", "microsoft", "--from", "2026-01-01T09:00:00Z", "--dry-run");
    run("undo", "--provider", "microsoft", "--from", "2026-01-01T09:00:00Z");

    assertThat(relay.asked().get(0))
        .startsWith("POST /api/v1/suppressions/undo?dry-run=true {")
        .contains("\"provider\":\"microsoft\"", "\"from\":\"2026-01-01T09:00:00Z\"");
    assertThat(relay.asked().get(1)).startsWith("POST /api/v1/suppressions/undo {");
    assertThat(relay.told().lines())
        .containsExactly(
            "1204 entries match. Nothing was changed.",
            "1204 entries are taken out; mail goes again.");
  }

  @Test
  void shouldTellWhyItIsRefused() {
    relay.answers(422, "{\"detail\":\"say at least one of reason, class\",\"field\":\"reason\"}");

    assertThatThrownBy(() -> run("undo"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.REFUSED))
        .hasMessageContaining("say at least one of");
  }

  @Test
  void shouldTellItsOptionsAndExamplesInLinesThatFit() {
    String help = new SuppressionCommand(null, relay::client).help();

    assertThat(help).contains("--provider P", "--dry-run", "relay suppression import");
    assertThat(help.lines()).allMatch(line -> line.length() <= 160);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "add", "delete", "test", "import", "list x", "export x", "fly x"})
  void shouldTellHowItIsCalled(String words) {
    assertThatThrownBy(() -> run(words.isEmpty() ? new String[0] : words.split(" ")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE))
        .hasMessageContaining("relay suppression list");
    assertThat(relay.asked()).isEmpty();
  }

  private int run(String... words) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return new SuppressionCommand(in, relay::client).run(List.of(words), relay.console());
  }
}
