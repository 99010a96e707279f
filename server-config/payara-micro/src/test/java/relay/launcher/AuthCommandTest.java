package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.authentication.ScramKeys;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.secret.PasswordHash;

class AuthCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void shouldPrintSettingsThatKnowThePasswordAndDoNotShowIt() throws Exception {
    assertThat(run("wonderland\n", "hash", "alice")).isZero();

    String[] lines = out.toString().split("\n");
    assertThat(lines[0]).startsWith("user.alice.password-hash = ");
    assertThat(PasswordHash.parse(lines[0].split(" = ")[1]).verify("wonderland")).isTrue();
    assertThat(lines[1]).startsWith("user.alice.scram-keys = ");
    assertThat(ScramKeys.parse(lines[1].split(" = ")[1]).iterations()).isEqualTo(100_000);
    assertThat(out.toString()).doesNotContain("wonderland");
  }

  @Test
  void shouldRefuseAPasswordThatWasStolenElsewhere() throws Exception {
    // SHA-1 of: wonderland
    Path list = folder.resolve("list.txt");
    Files.writeString(
        list, "B6263BB14858294C08E4BDFCEBA90363E10D72B4\n", StandardCharsets.US_ASCII);
    Path settings = folder.resolve("relay.properties");
    Files.writeString(
        settings, "login.breached-passwords=" + list + "\n", StandardCharsets.ISO_8859_1);
    System.setProperty(RelayConfiguration.SETTINGS_PROPERTY, settings.toString());
    try {
      assertThatThrownBy(() -> run("wonderland\n", "hash", "alice"))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("stolen elsewhere");
      assertThat(run("wonderlands\n", "hash", "alice")).isZero();
    } finally {
      System.clearProperty(RelayConfiguration.SETTINGS_PROPERTY);
    }
  }

  @Test
  void shouldRefuseAnEmptyPasswordAndWordsItDoesNotKnow() {
    assertThatThrownBy(() -> run("\n", "hash", "alice")).hasMessageContaining("standard input");
    assertThatThrownBy(() -> run("", "hash")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> run("", "unlock")).isInstanceOf(Refusal.class);
  }

  @Test
  void shouldListEverybodyWhoWaitsPageByPage() throws Exception {
    String ann =
        "{\"kind\":\"account\",\"name\":\"ann\",\"failures\":7,\"until\":\"2026-01-01T12:15:00Z\"}";
    String net = ann.replace("account", "address").replace("ann", "192.0.2.7");
    try (var relay = new ScriptedRelay()) {
      relay.answers(200, "{\"locked\":[" + ann + "],\"next_cursor\":\"a+b\"}");
      relay.answers(200, "{\"locked\":[" + net + "]}");

      new AuthCommand(InputStream.nullInputStream(), relay::client)
          .run(List.of("locked"), relay.console());

      assertThat(relay.asked())
          .containsExactly(
              "GET /api/v1/logins/locked?limit=1000",
              "GET /api/v1/logins/locked?limit=1000&cursor=a%2Bb");
      assertThat(relay.told()).contains("account  ann", "address  192.0.2.7");
    }
  }

  @Test
  void shouldFreeAnAccountOrAnAddressAndTellWhetherItHadToWait() throws Exception {
    try (var relay = new ScriptedRelay()) {
      relay.answers(200, "{\"unlocked\":true}").answers(200, "{\"unlocked\":false}");
      var command = new AuthCommand(InputStream.nullInputStream(), relay::client);

      command.run(List.of("unlock", "--account", "a b"), relay.console());
      command.run(List.of("unlock", "--address", "192.0.2.7"), relay.console());
      command.run(List.of("unlock", "--address", "192.0.2.7", "--json"), relay.console());

      assertThat(relay.asked())
          .contains(
              "POST /api/v1/logins/unlock?account=a%20b",
              "POST /api/v1/logins/unlock?address=192.0.2.7");
      assertThat(relay.told())
          .contains("a b may log in again", "192.0.2.7 had no failures", "{\"unlocked\":false}");
    }
  }

  private int run(String input, String... words) throws Exception {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return new AuthCommand(in, () -> null)
        .run(List.of(words), new Console(new PrintStream(out), new PrintStream(out)));
  }
}
