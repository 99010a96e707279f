package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;

/**
 * {@code relay user password} and {@code relay user totp}: whoever is logged in changes his own
 * login. All other words about users go on to the command that it stands before.
 */
final class OwnLoginCommand implements Subcommand {
  private static final String FACTOR = "api/v1/me/second-factor";
  private final Subcommand others;
  private final Supplier<Prompt> prompt;
  private final Path file;
  private final Supplier<ApiClient> relay;

  /**
   * @param file where the login is kept: the session that goes on takes the place of the old one
   */
  OwnLoginCommand(
      Subcommand others, Supplier<Prompt> prompt, Path file, Supplier<ApiClient> relay) {
    this.others = others;
    this.prompt = prompt;
    this.file = file;
    this.relay = relay;
  }

  @Override
  public String usage() {
    return others.usage();
  }

  @Override
  public String help() {
    return others.help()
        + """

        your own login, after relay login
          relay user password         gives yourself a new password
          relay user totp             takes a new key into your authenticator app
        Both ask for the present password and a code that was not used yet.
        """;
  }

  @Override
  public int run(List<String> line, Console console) throws Exception {
    if (line.equals(List.of("password"))) {
      password(console);
    } else if (line.equals(List.of("totp"))) {
      totp(console);
    } else if (!line.isEmpty() && Set.of("password", "totp").contains(line.get(0))) {
      throw new Refusal(
          Refusal.USAGE,
          "relay user "
              + line.get(0)
              + " is about yourself and takes no more words; for somebody"
              + " else: relay user set ID");
    } else {
      return others.run(line, console);
    }
    return 0;
  }

  private void password(Console console) {
    ApiClient client = own();
    Prompt asks = prompt.get();
    JsonObjectBuilder wish = proof(asks);
    String wanted = asks.secret("new password");
    if (!wanted.equals(asks.secret("new password again"))) {
      throw new Refusal(Refusal.USAGE, "the new password was not typed twice in the same way");
    }
    renewed(client, "PUT", "api/v1/me/password", wish.add("new_password", wanted).build());
    console.say("Your password is changed; all other sessions of yours have ended.");
  }

  private void totp(Console console) {
    ApiClient client = own();
    Prompt asks = prompt.get();
    ApiClient.Opened begun = renewed(client, "POST", FACTOR, proof(asks).build());
    console.say(
        "Put this key into your authenticator app: " + begun.body().getString("totp_secret"));
    console.say("The same for a QR code: " + begun.body().getString("totp_uri"));
    String code = asks.secret("code that the app shows for it");
    JsonObject confirmation =
        ControlJson.object()
            .add("enrolment", begun.body().getString("enrolment"))
            .add("code", code)
            .build();
    ApiClient going = begun.login().map(l -> new ApiClient(client.base(), l)).orElse(client);
    JsonObject changed = renewed(going, "PUT", FACTOR, confirmation).body();
    console.say("The new key counts from now on. Recovery codes, each for one login, shown once:");
    changed
        .getJsonArray("recovery_codes")
        .getValuesAs(JsonString.class)
        .forEach(c -> console.say("  " + c.getString()));
  }

  private static JsonObjectBuilder proof(Prompt asks) {
    JsonObjectBuilder proof = ControlJson.object().add("password", asks.secret("present password"));
    String code = asks.secret("code of your app, not used yet, or a recovery code (empty: none)");
    return code.isEmpty() ? proof : proof.add("code", code);
  }

  private ApiClient own() {
    ApiClient client = relay.get();
    if (!(client.login() instanceof Login.Session)) {
      throw new Refusal(Refusal.LOGIN, "this is about your own login: call relay login first");
    }
    return client;
  }

  /** Keeps the session that goes on, or the next command would find that it has ended. */
  private ApiClient.Opened renewed(ApiClient client, String method, String path, JsonObject body) {
    ApiClient.Opened answer = client.renew(method, path, body);
    answer.login().ifPresent(login -> new SavedLogin(client.base(), login).write(file));
    return answer;
  }
}
