package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String SHAPING =
      """
      ["default"]
      connection_limit = 10
      idle_timeout = "60s"
      [provider."google".sources."mail-1"]
      connection_limit = 3
      """;

  @TempDir Path folder;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldTellWhatAShapingFileBecomesWithoutARelay() throws IOException {
    assertThat(run("shaping", file("shaping.toml", SHAPING), "--dry-run")).isZero();

    assertThat(relay.asked()).isEmpty();
    assertThat(relay.told())
        .contains("shaping:2", "maps", "not", "times are set for all destinations")
        .contains("traffic.default-limits = connections=10")
        .contains("egress-source mail-1 {\"limits\":{\"google\":\"connections=3\"}}")
        .contains("partly: 0", "not: 1")
        .contains("Nothing was changed, and no relay was asked.");
  }

  @Test
  void shouldSetTheSettingsAndTheLimitsOfTheSources() throws IOException {
    relay.answersTo("PATCH", 200, "{\"version\":3,\"changes\":[]}");

    run("shaping", file("shaping.toml", SHAPING));

    assertThat(relay.asked())
        .containsExactly(
            "PATCH /api/v1/settings {\"traffic.default-limits\":\"connections=10\"}",
            "PATCH /api/v1/egress-sources/mail-1" + " {\"limits\":{\"google\":\"connections=3\"}}");
    assertThat(relay.told()).contains("In force: 1 settings and 1 egress sources.");
  }

  @Test
  void shouldMakeRoutesOfMapsAndShowNoPassword() throws IOException {
    relay.answersTo("PUT", 200, "{}");

    run(
        "postfix",
        "--transport",
        file("transport", "example.org smtp:[mx.example.org]:587\n"),
        "--sasl",
        file("sasl_passwd", "[mx.example.org]:587 shop:very:secret\n"),
        "--relayhost",
        "[out.example.net]");

    assertThat(relay.asked()).hasSize(2);
    assertThat(relay.asked().get(0))
        .startsWith("PUT /api/v1/routes/postfix-mx-example-org {")
        .contains("\"hosts\":[\"mx.example.org:587\"]", "\"postfix\":\"very:secret\"");
    assertThat(relay.asked().get(1)).contains("\"everything\":true", "out.example.net:25");
    assertThat(relay.told()).contains("In force: 2 routes.").doesNotContain("secret");
  }

  @Test
  void shouldPrintOneDocumentWithoutPasswordsForScripts() throws IOException {
    run(
        "postfix",
        "--transport",
        file("transport", "* smtp:[out.example.net]:587\n"),
        "--sasl",
        file("sasl_passwd", "out.example.net shop:secret\n"),
        "--dry-run",
        "--json");

    assertThat(relay.told().strip().lines()).hasSize(1);
    assertThat(relay.told())
        .contains("\"fate\":\"maps\"", "\"file\":\"transport\"", "\"user\":\"shop\"")
        .doesNotContain("secret");
    assertThat(relay.asked()).isEmpty();
  }

  @Test
  void shouldNameTheLineThatCannotBeReadAndWhatIsMissing() throws IOException {
    String broken = file("broken.toml", "[a]\nb = = 3\n");

    assertThatThrownBy(() -> run("shaping", broken))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> run("shaping", "no-such-file"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no-such-file cannot be read: there is no such file");
    assertThatThrownBy(() -> run("postfix")).hasMessageContaining("import what?");
    assertThatThrownBy(() -> run("exim")).hasMessageContaining("import what?");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private int run(String... words) {
    return new ImportCommand(relay::client).run(List.of(words), relay.console());
  }
}
