package relay.launcher;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.authentication.ScramKeys;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.secret.BreachedPasswords;
import relay.domain.secret.PasswordHash;

/**
 * Makes the settings of a user's password, which is read from the standard input; lists and frees
 * logins that have to wait.
 */
final class AuthCommand implements Subcommand {
  private static final String PATH = "api/v1/logins/";
  private static final Set<String> NAMES = Set.of("--account", "--address");
  private static final int PASSWORD_CHARS_MAX = 1024;
  private final InputStream in;
  private final Supplier<ApiClient> relay;

  AuthCommand(InputStream in, Supplier<ApiClient> relay) {
    this.in = in;
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "auth hash USER | locked | unlock --account NAME | unlock --address IP [--json]"
        + "   makes a user's password settings, shows and frees waiting logins";
  }

  @Override
  public List<String> examples() {
    return List.of("auth hash shop <password.txt", "auth unlock --account shop");
  }

  @Override
  public int run(List<String> line, Console console) throws Exception {
    Arguments arguments = Arguments.of(line, NAMES, Set.of("--json"));
    List<String> words = arguments.words();
    String action = words.isEmpty() ? "" : words.get(0);
    List<String> names = NAMES.stream().filter(arguments::has).toList();
    if (action.equals("hash") && words.size() == 2) {
      return hash(words.get(1), console);
    } else if (action.equals("locked") && words.size() == 1) {
      locked(arguments, console);
      return 0;
    } else if (action.equals("unlock") && words.size() == 1 && names.size() == 1) {
      unlock(names.get(0), arguments.options().get(names.get(0)), arguments, console);
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

  private void locked(Arguments arguments, Console console) {
    JsonObject answer = new Pages(relay.get()).read(PATH + "locked", "locked", Pages.ALL);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("KIND", "NAME", "FAILURES", "UNTIL");
    for (var value : answer.getJsonArray("locked")) {
      JsonObject one = value.asJsonObject();
      table.row(
          one.getString("kind"),
          one.getString("name"),
          one.getJsonNumber("failures").toString(),
          one.getString("until"));
    }
    table.lines().forEach(console::say);
  }

  private void unlock(String option, String name, Arguments arguments, Console console) {
    String query = "?" + option.substring(2) + "=" + ApiClient.part(name);
    JsonObject answer = relay.get().post(PATH + "unlock" + query, null);
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      console.say(
          name + (answer.getBoolean("unlocked") ? " may log in again" : " had no failures"));
    }
  }
}
