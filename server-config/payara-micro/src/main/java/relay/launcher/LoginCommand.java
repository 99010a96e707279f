package relay.launcher;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlJson;

/** Logs somebody in, so that the commands after it are his; logs him out; tells who one is. */
final class LoginCommand implements Subcommand {
  private final String verb;
  private final Doors doors;

  /**
   * What the command reaches.
   *
   * @param file where the login is kept
   * @param relay address of the relay when none is given
   * @param client as commands use it
   */
  record Doors(
      Supplier<Prompt> prompt, Path file, Supplier<URI> relay, Supplier<ApiClient> client) {
    static Doors ofProcess(InputStream in) {
      return new Doors(
          () -> Prompt.of(in),
          SavedLogin.file(),
          () -> {
            RelayConfiguration configuration = RelayConfiguration.load();
            DataFolder folder = new DataFolder(configuration.node().dataFolder());
            return ApiClient.relay(folder, configuration, System.getenv());
          },
          ApiClient::ofProcess);
    }
  }

  private LoginCommand(String verb, Doors doors) {
    this.verb = verb;
    this.doors = doors;
  }

  /** {@code login}, {@code logout} and {@code whoami}. */
  static Map<String, Subcommand> all(Doors doors) {
    return Set.of("login", "logout", "whoami").stream()
        .collect(Collectors.toMap(v -> v, v -> new LoginCommand(v, doors)));
  }

  @Override
  public String usage() {
    return switch (verb) {
      case "login" ->
          "login [--user NAME] [--url URL] | login --token-file FILE [--url URL]"
              + "   logs you in for the commands that follow";
      case "logout" -> "logout [--everywhere]   ends your session and forgets it";
      default -> "whoami [--json]   as whom commands ask, and where";
    };
  }

  @Override
  public List<String> examples() {
    return verb.equals("login")
        ? List.of("login --user olga", "login --url https://relay.example.com --token-file token")
        : List.of(verb);
  }

  @Override
  public int run(List<String> line, Console console) throws IOException {
    Set<String> options =
        verb.equals("login") ? Set.of("--user", "--url", "--token-file") : Set.of();
    Set<String> flags =
        switch (verb) {
          case "logout" -> Set.of("--everywhere");
          case "whoami" -> Set.of("--json");
          default -> Set.of();
        };
    Arguments arguments = Arguments.of(line, options, flags);
    if (!arguments.words().isEmpty()) {
      throw new Refusal(Refusal.USAGE, "relay " + usage());
    }
    switch (verb) {
      case "login" -> login(arguments, console);
      case "logout" -> logout(arguments, console);
      default -> tell(doors.client().get(), arguments.has("--json"), console);
    }
    return 0;
  }

  private void login(Arguments arguments, Console console) throws IOException {
    URI relay = arguments.option("--url").map(ApiClient::base).orElseGet(doors.relay());
    warnOfClearText(relay, console);
    Optional<String> tokenFile = arguments.option("--token-file");
    if (tokenFile.isPresent() && arguments.option("--user").isPresent()) {
      throw new Refusal(Refusal.USAGE, "give --user or --token-file, not both");
    }
    Login login =
        tokenFile.isPresent()
            ? new Login.Token(tokenIn(Path.of(tokenFile.get())))
            : session(relay, arguments.option("--user"));
    var client = new ApiClient(relay, login);
    JsonObject who = client.get("api/v1/session");
    new SavedLogin(relay, login).write(doors.file());
    console.say("Logged in as " + words(who) + " at " + relay);
  }

  private Login session(URI relay, Optional<String> named) {
    Prompt prompt = doors.prompt().get();
    String user = named.orElseGet(() -> prompt.line("user"));
    var attempt = ControlJson.object().add("user", user).add("password", prompt.secret("password"));
    String code = prompt.secret("code of your app, or a recovery code (empty: none)");
    if (!code.isEmpty()) {
      attempt.add("code", code);
    }
    return new ApiClient(relay, "")
        .open(attempt.build())
        .login()
        .orElseThrow(
            () -> new Refusal(Refusal.FAILED, "what answers at " + relay + " is no relay"));
  }

  private static String tokenIn(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new Refusal(Refusal.USAGE, "there is no file " + file);
    }
    String text = Files.readString(file).strip();
    if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new Refusal(Refusal.USAGE, file + " must hold one token and nothing else");
    }
    return text;
  }

  private static void warnOfClearText(URI relay, Console console) {
    try {
      if (relay.getScheme().equals("http")
          && !InetAddress.getByName(relay.getHost()).isLoopbackAddress()) {
        console.complain("the login goes to " + relay.getHost() + " in clear text; use https");
      }
    } catch (UnknownHostException e) {
      throw new Refusal(Refusal.DOWN, "there is no host " + relay.getHost());
    }
  }

  private void logout(Arguments arguments, Console console) {
    Optional<SavedLogin> saved = SavedLogin.in(doors.file());
    if (saved.isEmpty()) {
      console.say("Nobody was logged in.");
      return;
    }
    try {
      if (saved.get().login() instanceof Login.Session) {
        String all = arguments.has("--everywhere") ? "?everywhere=true" : "";
        new ApiClient(saved.get().relay(), saved.get().login()).delete("api/v1/session" + all);
      }
    } catch (Refusal e) {
      // a session that has ended is as good as logged out; one that nobody can end is told
      if (e.exitCode() != Refusal.LOGIN) {
        throw e;
      }
    }
    SavedLogin.delete(doors.file());
    console.say("Logged out.");
  }

  private static void tell(ApiClient client, boolean isJson, Console console) {
    JsonObject who = client.get("api/v1/session");
    if (isJson) {
      var out = ControlJson.object();
      who.forEach(
          (name, value) -> {
            if (!name.equals("csrf_token")) {
              out.add(name, value);
            }
          });
      console.say(out.add("relay", client.base().toString()).build().toString());
      return;
    }
    console.say(words(who) + " at " + client.base());
  }

  private static String words(JsonObject who) {
    String roles =
        who.getJsonArray("roles").getValuesAs(jakarta.json.JsonString.class).stream()
            .map(role -> role.getString())
            .collect(Collectors.joining(", "));
    String tenant = who.containsKey("tenant") ? " of tenant " + who.getString("tenant") : "";
    return who.getString("user") + " (" + roles + tenant + ")";
  }
}
