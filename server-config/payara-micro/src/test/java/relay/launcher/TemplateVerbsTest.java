package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TemplateVerbsTest {
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();
  @TempDir Path folder;

  private int run(String... line) {
    var command =
        new ObjectCommand(
            ObjectKind.TEMPLATE, new ByteArrayInputStream(new byte[0]), relay::client);
    return command.run(List.of(line), relay.console());
  }

  @Test
  void shouldPublishListAndWithdrawVersions() {
    relay.answers(
        201, "{\"number\":3,\"published_at\":\"2026-01-01T00:00:00Z\",\"published_by\":\"ann\"}");
    relay.answers(
        200,
        "{\"versions\":[{\"number\":3,\"published_at\":\"2026-01-01T00:00:00Z\",\"published_by\":\"ann\"}]}");
    relay.answers(200, "{\"withdrawn\":1}");
    relay.answers(200, "{\"withdrawn\":1}");

    assertThat(run("publish", "welcome", "--tenant", "acme")).isZero();
    assertThat(run("versions", "welcome", "--tenant", "acme")).isZero();
    assertThat(run("withdraw", "welcome", "3", "--tenant", "acme")).isZero();
    assertThat(run("withdraw", "welcome", "--tenant", "acme")).isZero();

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/templates/welcome/versions",
            "GET /api/v1/tenants/acme/templates/welcome/versions",
            "DELETE /api/v1/tenants/acme/templates/welcome/versions/3",
            "DELETE /api/v1/tenants/acme/templates/welcome/versions");
    assertThat(relay.told())
        .contains("published as version 3", "2026-01-01T00:00:00Z", "all versions are withdrawn");
  }

  @Test
  void shouldShowWhatOneRecipientWouldRead() {
    relay.answers(
        200, "{\"subject\":\"Hi Ann\",\"text\":\"Dear Ann\\n\",\"html\":\"<p>\",\"names\":[]}");

    run("preview", "welcome", "version=2", "data.name=Ann", "data.address.city=Bonn");

    assertThat(relay.asked().get(0))
        .startsWith("POST /api/v1/tenants/default/templates/welcome/preview")
        .contains("\"version\":2", "\"name\":\"Ann\"", "\"city\":\"Bonn\"");
    assertThat(relay.told()).contains("Subject: Hi Ann", "Dear Ann", "--json shows it");
  }

  @Test
  void shouldFailACheckThatFoundAnError() {
    String finding = "{\"weight\":\"%s\",\"code\":\"dead-link\",\"text\":\"mend it\"}";
    relay.answers(200, "{\"findings\":[" + finding.formatted("error") + "]}");
    relay.answers(200, "{\"findings\":[" + finding.formatted("hint") + "]}");
    relay.answers(200, "{\"findings\":[]}");

    assertThat(run("check", "welcome")).isEqualTo(1);
    assertThat(run("check", "welcome")).isZero();
    assertThat(run("check", "welcome")).isZero();

    assertThat(relay.told()).contains("dead-link", "mend it", "nothing to mend");
  }

  @Test
  void shouldSendATest() {
    relay.answers(202, "{\"id\":\"q1\"}");

    run("test", "welcome", "from=a@acme.example", "to=b@acme.example,c@acme.example");

    assertThat(relay.asked().get(0))
        .contains("\"from\":\"a@acme.example\"", "[\"b@acme.example\",\"c@acme.example\"]");
    assertThat(relay.told()).contains("queued as q1");
  }

  @Test
  void shouldReadLongPartsFromFiles() throws IOException {
    Path page = Files.writeString(folder.resolve("page.html"), "<p>Hello {{name}}\n");
    relay.answers(201, "{\"id\":\"welcome\",\"version\":1}");

    run("create", "welcome", "subject=Hi", "html=@" + page);

    assertThat(relay.asked().get(0)).contains("\"html\":\"<p>Hello {{name}}\\n\"");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> run("create", "welcome", "html=@" + folder.resolve("none")))
        .withMessageContaining("cannot be read");
  }

  @Test
  void shouldRefuseToGuess() {
    for (List<String> line :
        List.of(
            List.of("publish"), List.of("withdraw", "a", "1", "2"), List.of("preview", "a", "x"))) {
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> run(line.toArray(String[]::new)))
          .satisfies(refusal -> assertThat(refusal.exitCode()).isEqualTo(Refusal.USAGE));
    }
    assertThat(relay.asked()).isEmpty();
  }
}
