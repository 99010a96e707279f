package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.configuration.RelayConfiguration;

/** What the operator reads, and the exit code that a script sees, before any server is started. */
class RelayCommandTest {
  private static final int LINE_MAX = 120;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  @AfterEach
  void forgetWhatTheCommandTold() {
    System.clearProperty(RelayConfiguration.DATA_PROPERTY);
    System.clearProperty(RelayConfiguration.SETTINGS_PROPERTY);
  }

  @Test
  void shouldTellHowItIsCalledWhenItIsCalledWithoutAWord() {
    assertThat(relay()).isZero();

    assertThat(out.toString())
        .startsWith("usage: java -jar relay.jar COMMAND")
        .contains("\n  run\n", "\n  status\n", "\n  send ADDRESS...", "\n  dkim create")
        .contains("--data DIR", "--settings FILE", "127.0.0.1:8080", "bin/relay start");
    assertThat(out.toString().lines()).allMatch(text -> text.length() <= LINE_MAX);
    assertThat(error.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void shouldTellTheSameWhenItIsAsked(String word) {
    relay();
    String page = out.toString();
    out.reset();

    assertThat(relay(word)).isZero();
    assertThat(out.toString()).isEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"credential --help", "help credential", "credential create x -h"})
  void shouldTellMoreOfOneCommandWithExamples(String words) {
    assertThat(relay(words.split(" "))).isZero();

    assertThat(out.toString())
        .contains("relay credential create", "login_name=text", "examples", "--tenant acme");
  }

  @Test
  void shouldTellMoreOfEveryCommand() {
    relay();
    List<String> commands =
        out.toString()
            .lines()
            .filter(text -> text.matches("  [a-z]\\S+.*"))
            .map(text -> text.strip().split(" ")[0])
            .takeWhile(name -> !name.equals("help"))
            .toList();

    assertThat(commands).contains("run", "tenant", "audit", "brake");
    for (String command : commands) {
      out.reset();
      assertThat(relay(command, "--help")).isZero();
      assertThat(out.toString()).contains("relay " + command).endsWith("\n");
      assertThat(out.toString().lines()).allMatch(text -> text.length() <= LINE_MAX + 40);
    }
  }

  @Test
  void shouldNameTheCommandsForAnUnknownWord() {
    assertThat(relay("fly")).isEqualTo(Refusal.USAGE);

    assertThat(error.toString()).contains("no command fly", "run, status, send", "help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shouldRefuseAnUnknownOption() {
    assertThat(relay("status", "--dada", "x")).isEqualTo(Refusal.USAGE);

    assertThat(error.toString()).contains("--dada");
  }

  @Test
  void shouldRefuseAnOptionWithoutItsValue() {
    assertThat(relay("status", "--data")).isEqualTo(Refusal.USAGE);

    assertThat(error.toString()).contains("--data needs a value");
  }

  @Test
  void shouldNameKeyValueAndRuleOfABadSetting() throws IOException {
    Path settings = write("http.port=99999\n");

    int exitCode = relay("run", "--data", data(), "--settings", settings.toString());

    assertThat(exitCode).isEqualTo(Refusal.SETTING);
    assertThat(error.toString().lines())
        .singleElement()
        .asString()
        .contains("http.port", "99999", "65535");
  }

  @Test
  void shouldRefuseAKeyThatIsNoSetting() throws IOException {
    Path settings = write("http.prot=8080\n");

    assertThat(relay("run", "--data", data(), "--settings", settings.toString()))
        .isEqualTo(Refusal.SETTING);
    assertThat(error.toString()).contains("http.prot", "is not a setting");
  }

  @Test
  void shouldNameThePortThatIsTakenAndItsSetting() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path settings = write("http.port=" + other.getLocalPort() + "\n");

      int exitCode = relay("run", "--data", data(), "--settings", settings.toString());

      assertThat(exitCode).isEqualTo(Refusal.PORT);
      assertThat(error.toString()).contains("127.0.0.1:" + other.getLocalPort(), "http.port");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shouldNameTheFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(relay("run", "--data", file.resolve("below").toString())).isEqualTo(Refusal.FOLDER);
    assertThat(error.toString()).contains(file.toString(), "cannot be written", "--data");
  }

  @Test
  void shouldSayThatNothingRuns() {
    assertThat(relay("status", "--data", data())).isEqualTo(Refusal.DOWN);

    assertThat(error.toString()).contains("no relay runs in " + data());
  }

  @Test
  void shouldSayThatNoMailCanBeHandedIn() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Path settings = write("listener.submission.port=" + free + "\n");

    assertThat(relay("send", "bob@example.org", "--settings", settings.toString()))
        .isEqualTo(Refusal.DOWN);
    assertThat(error.toString()).contains("no mail can be handed in at 127.0.0.1:" + free);
  }

  private int relay(String... line) {
    return RelayCommand.run(
        List.of(line),
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(error, true, StandardCharsets.UTF_8)));
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("relay.properties"), text);
  }
}
