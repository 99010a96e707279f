package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;

class LoginCommandTest {
  private static final String OLGA =
      "{\"user\":\"olga\",\"roles\":[\"operator\"],\"csrf_token\":\"csrf1\"}";
  private static final RelayConfiguration CONFIGURATION = RelayConfiguration.of(Map.of(), Map.of());
  @TempDir Path folder;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay().answers(200, OLGA);
  private Path file;

  @BeforeEach
  void start() {
    file = folder.resolve("settings").resolve("login.json");
  }

  @Test
  void shouldLogInAndLetTheNextCommandAskAsThatPerson() throws Exception {
    relay.opens("token1");

    run("login", "a good password\n492039\n", "--user", "olga");
    run("whoami", "");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/session {\"user\":\"olga\",\"password\":\"a good password\","
                + "\"code\":\"492039\"}",
            "GET /api/v1/session",
            "GET /api/v1/session");
    assertThat(relay.logins())
        .containsExactly("null", "relay_session=token1 csrf1", "relay_session=token1 csrf1");
    assertThat(relay.told()).contains("Logged in as olga (operator)").doesNotContain("token1");
  }

  @Test
  void shouldKeepTheLoginWhereOnlyItsOwnerCanReadIt() throws Exception {
    relay.opens("token1");
    run("login", "a good password\n\n", "--user", "olga");
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> SavedLogin.in(file))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.getMessage()).contains("chmod 600"));
  }

  @Test
  void shouldAskForTheNameWhereNoneIsGiven() throws Exception {
    relay.opens("token1");

    run("login", "olga\na good password\n\n");

    assertThat(relay.asked().get(0)).contains("\"user\":\"olga\"").doesNotContain("code");
  }

  @Test
  void shouldLogInWithATokenFromAFile() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "relay_abc\n");

    run("login", "", "--token-file", token.toString());
    run("whoami", "", "--json");

    assertThat(relay.logins()).containsExactly("Bearer relay_abc", "Bearer relay_abc");
    assertThat(relay.told()).contains("\"user\":\"olga\"").doesNotContain("csrf1");
  }

  @Test
  void shouldKeepNothingOfALoginThatIsRefused() {
    relay.answersTo("POST /api/v1/session", 401, "{\"detail\":\"name or code is wrong\"}");

    assertRefused(Refusal.LOGIN, "name or code is wrong", "login", "--user", "olga");
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldTellThatASessionHasEndedApartFromAMissingRight() {
    new SavedLogin(relay.address(), new Login.Session("t", "c")).write(file);
    relay.answersTo("GET /api/v1/session", 401, "{\"detail\":\"the session has ended\"}");
    assertRefused(Refusal.LOGIN, "log in again with: relay login", "whoami");

    relay.answersTo("GET /api/v1/session", 403, "{\"detail\":\"your role does not allow\"}");
    assertRefused(Refusal.NO_RIGHT, "your role does not allow", "whoami");
  }

  @Test
  void shouldEndTheSessionAndForgetItAlsoWhenItHadEnded() throws Exception {
    new SavedLogin(relay.address(), new Login.Session("t", "c")).write(file);
    relay.answersTo("DELETE /api/v1/session", 401, "{\"detail\":\"ended\"}");

    run("logout", "", "--everywhere");
    run("logout", "");

    assertThat(relay.asked()).containsExactly("DELETE /api/v1/session?everywhere=true");
    assertThat(relay.told()).contains("Logged out.", "Nobody was logged in.");
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldUseTheLoginOnlyAtTheRelayItWasMadeAt() {
    var saved = Optional.of(new SavedLogin(relay.address(), new Login.Session("t", "c")));
    String elsewhere = "http://127.0.0.1:1";

    ApiClient here = ApiClient.of(CONFIGURATION, Map.of(), saved);
    ApiClient there =
        ApiClient.of(CONFIGURATION, Map.of("RELAY_URL", elsewhere, "RELAY_PASSWORD", "p"), saved);
    ApiClient byToken = ApiClient.of(CONFIGURATION, Map.of("RELAY_TOKEN", "relay_x"), saved);

    assertThat(here.base()).isEqualTo(relay.address());
    assertThat(here.login()).isEqualTo(new Login.Session("t", "c"));
    assertThat(there.base()).isEqualTo(URI.create(elsewhere + "/"));
    assertThat(there.login()).isEqualTo(new Login.Admin("p"));
    assertThat(byToken.login()).isEqualTo(new Login.Token("relay_x"));
    assertThat(byToken.base()).isEqualTo(relay.address());
  }

  @Test
  void shouldFindItsFileBelowTheSettingsOfTheUser() {
    assertThat(SavedLogin.file(Map.of(), "/home/al"))
        .isEqualTo(Path.of("/home/al/.config/relay/login.json"));
    assertThat(SavedLogin.file(Map.of("XDG_CONFIG_HOME", "/x"), "/home/al"))
        .isEqualTo(Path.of("/x/relay/login.json"));
    assertThat(SavedLogin.file(Map.of("RELAY_LOGIN", "/y/login"), "/home/al"))
        .isEqualTo(Path.of("/y/login"));
  }

  @Test
  void shouldChangeTheOwnPasswordAndGoOnInTheNewSession() throws Exception {
    new SavedLogin(relay.address(), new Login.Session("t", "c")).write(file);
    relay.opens("token2");

    own("old one\n492039\nnew one\nnew one\n", "password");

    assertThat(relay.asked())
        .containsExactly(
            "PUT /api/v1/me/password {\"password\":\"old one\",\"code\":\"492039\","
                + "\"new_password\":\"new one\"}");
    assertThat(SavedLogin.in(file).orElseThrow().login())
        .isEqualTo(new Login.Session("token2", "csrf1"));
    assertThatThrownBy(() -> own("old one\n\nnew one\nnew two\n", "password"))
        .hasMessageContaining("twice");
  }

  @Test
  void shouldTakeANewKeyIntoTheAppAndShowTheNewRecoveryCodes() throws Exception {
    new SavedLogin(relay.address(), new Login.Session("t", "c")).write(file);
    relay.opens("token2");
    relay.answersTo(
        "POST /api/v1/me/second-factor",
        200,
        "{\"totp_secret\":\"GEZDGNBV\",\"totp_uri\":\"otpauth://x\",\"enrolment\":\"e\","
            + "\"csrf_token\":\"csrf2\"}");
    relay.answersTo(
        "PUT /api/v1/me/second-factor",
        200,
        OLGA.replace("}", ",\"recovery_codes\":[\"d4fk-9xwz\",\"7bqr-mk2v\"]}"));

    own("old one\n492039\n204417\n", "totp");

    assertThat(relay.asked().get(1))
        .isEqualTo("PUT /api/v1/me/second-factor {\"enrolment\":\"e\",\"code\":\"204417\"}");
    assertThat(relay.logins().get(1)).isEqualTo("relay_session=token2 csrf2");
    assertThat(relay.told()).contains("GEZDGNBV", "otpauth://x", "d4fk-9xwz", "7bqr-mk2v");
  }

  @Test
  void shouldSendWhoHasNoSessionToTheLogin() {
    assertThatThrownBy(() -> own("", "password"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(Refusal.LOGIN));
    assertThatThrownBy(() -> own("", "password", "otto")).hasMessageContaining("yourself");
    assertThat(relay.asked()).isEmpty();
  }

  private void own(String typed, String... line) throws Exception {
    Subcommand others = RelayLine.REFUSING;
    new OwnLoginCommand(others, () -> prompt(typed), file, this::client)
        .run(List.of(line), relay.console());
  }

  /** A command that is not to be reached. */
  private enum RelayLine implements Subcommand {
    REFUSING;

    @Override
    public String usage() {
      return "user";
    }

    @Override
    public int run(List<String> line, Console console) {
      throw new Refusal(Refusal.USAGE, "not for this one: " + line);
    }
  }

  private ApiClient client() {
    return SavedLogin.in(file)
        .map(saved -> new ApiClient(saved.relay(), saved.login()))
        .orElseGet(relay::client);
  }

  private void run(String verb, String typed, String... line) throws Exception {
    var doors = new LoginCommand.Doors(() -> prompt(typed), file, relay::address, this::client);
    LoginCommand.all(doors).get(verb).run(List.of(line), relay.console());
  }

  private void assertRefused(int exitCode, String words, String verb, String... line) {
    assertThatThrownBy(() -> run(verb, "a good password\n\n", line))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.exitCode()).isEqualTo(exitCode);
              assertThat(refusal.getMessage()).contains(words);
            });
  }

  private static Prompt prompt(String typed) {
    return Prompt.ofLines(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
  }
}
