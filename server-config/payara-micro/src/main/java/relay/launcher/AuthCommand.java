package relay.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relay.domain.authentication.ScramKeys;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.Administrator;
import relay.domain.secret.BreachedPasswords;
import relay.domain.secret.PasswordHash;

/**
 * Makes the settings of a user's password, which is read from the standard input; lists and frees
 * logins that have to wait, for whom RELAY_ADMIN_PASSWORD holds the administrator's password.
 */
final class AuthCommand implements Subcommand {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PASSWORD_CHARS_MAX = 1024;
  private final InputStream in;
  private final Map<String, String> environment;

  AuthCommand(InputStream in, Map<String, String> environment) {
    this.in = in;
    this.environment = environment;
  }

  @Override
  public String usage() {
    return "auth hash USER | locked | unlock --account NAME | unlock --address IP [--data DIR]"
        + "   makes a user's password settings, shows and frees waiting logins";
  }

  @Override
  public List<String> examples() {
    return List.of("auth hash shop <password.txt", "auth unlock --account shop");
  }

  @Override
  public int run(List<String> line, Console console) throws Exception {
    Arguments arguments = Arguments.of(line, Set.of("--account", "--address"));
    List<String> words = arguments.words();
    String action = words.isEmpty() ? "" : words.get(0);
    if (action.equals("hash") && words.size() == 2) {
      return hash(words.get(1), console);
    } else if (action.equals("locked") && words.size() == 1) {
      console.say(ask("GET", "locked"));
      return 0;
    } else if (action.equals("unlock") && words.size() == 1 && arguments.options().size() == 1) {
      var option = arguments.options().entrySet().iterator().next();
      String value = URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8);
      console.say(ask("POST", "unlock?" + option.getKey().substring(2) + "=" + value));
      return 0;
    }
    throw new Refusal(Refusal.USAGE, "relay " + usage());
  }

  private int hash(String user, Console console) throws IOException {
    var settings = RelayConfiguration.load().accounts();
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String password = reader.readLine();
    if (password == null || password.isEmpty() || password.length() > PASSWORD_CHARS_MAX) {
      throw new Refusal(
          Refusal.USAGE, "give the password on the standard input, 1 to 1024 characters in a line");
    }
    if (BreachedPasswords.in(settings.breachedPasswords()).contains(password)) {
      throw new Refusal(
          Refusal.FAILED,
          "this password was stolen elsewhere and is what guessers try first; take one that is used"
              + " nowhere else");
    }
    SecureRandom random = new SecureRandom();
    PasswordHash hash = PasswordHash.of(password, settings.hashCost(), random);
    ScramKeys keys = ScramKeys.of(password, settings.scramIterations(), random);
    console.say("user." + user + ".password-hash = " + hash.text());
    console.say("user." + user + ".scram-keys = " + keys.text());
    return 0;
  }

  private String ask(String method, String path) throws IOException, InterruptedException {
    String password = environment.getOrDefault("RELAY_ADMIN_PASSWORD", "");
    if (password.isEmpty()) {
      throw new Refusal(Refusal.USAGE, "set RELAY_ADMIN_PASSWORD to the administrator's password");
    }
    DataFolder folder = new DataFolder(RelayConfiguration.load().node().dataFolder());
    StatusCommand.processOf(folder);
    String login = Administrator.NAME + ":" + password;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(http(folder) + "api/v1/logins/" + path))
            .timeout(PATIENCE)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .build()
            .send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new Refusal(
          Refusal.FAILED, "the relay refused (" + answer.statusCode() + "): " + answer.body());
    }
    return answer.body();
  }

  private static String http(DataFolder folder) throws IOException {
    if (Files.notExists(folder.ready())) {
      throw new Refusal(Refusal.DOWN, "it is starting in " + folder.root() + ", not ready");
    }
    return Files.readString(folder.ready())
        .lines()
        .map(String::strip)
        .filter(a -> a.startsWith("http://"))
        .findFirst()
        .orElseThrow(() -> new Refusal(Refusal.DOWN, "it has no HTTP address"));
  }
}
