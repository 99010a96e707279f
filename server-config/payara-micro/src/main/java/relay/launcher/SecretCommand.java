package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Shows with which keys the secrets of the database and the contents of mails are sealed, and
 * changes the master key.
 */
final class SecretCommand implements Subcommand {
  private static final String PATH = "api/v1/secrets";
  private final Supplier<ApiClient> relay;

  SecretCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "secret status|rotate|reseal|rotate-identity [--json]"
        + "   the master key of DKIM keys and passwords in the database, and a new one";
  }

  @Override
  public List<String> examples() {
    return List.of("secret status", "secret rotate", "secret rotate-identity");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json"));
    if (arguments.words().equals(List.of("rotate-identity"))) {
      JsonObject key = relay.get().post(PATH + "/identity-keys/rotate", null);
      console.say(
          arguments.has("--json")
              ? key.toString()
              : "identity key " + key.getInt("number") + " signs tokens from now on");
      return 0;
    }
    JsonObject answer =
        switch (String.join(" ", arguments.words())) {
          case "status" -> relay.get().get(PATH);
          case "rotate" -> relay.get().post(PATH + "/rotate", null);
          case "reseal" -> relay.get().post(PATH + "/reseal", null);
          default -> throw new Refusal(Refusal.USAGE, "what of the secrets? relay " + usage());
        };
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      tell(answer, console);
    }
    boolean isWell =
        answer.getInt("outdated") == 0
            && answer.getJsonArray("unreadable").isEmpty()
            && content(answer).getInt("locked", 0) == 0;
    return isWell ? 0 : Refusal.FAILED;
  }

  private static void tell(JsonObject answer, Console console) {
    console.say("master key " + answer.getString("newest_key") + " seals");
    console.say(answer.getInt("sealed") + " objects hold secrets");
    if (answer.getInt("outdated") > 0) {
      console.complain(
          answer.getInt("outdated")
              + " of them are sealed with an older key; keep it, and call: relay secret reseal");
    }
    for (JsonString name : answer.getJsonArray("unreadable").getValuesAs(JsonString.class)) {
      console.complain(
          "no master key opens " + name.getString() + "; put its key back, or make a new secret");
    }
    if (!content(answer).isEmpty()) {
      tellContents(content(answer), console);
    }
  }

  /** Only the status tells of contents. */
  private static JsonObject content(JsonObject answer) {
    return answer.containsKey("content")
        ? answer.getJsonObject("content")
        : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static void tellContents(JsonObject content, Console console) {
    List<JsonString> keys = content.getJsonArray("keys").getValuesAs(JsonString.class);
    console.say(
        content.getBoolean("encryption")
            ? "content key " + keys.get(keys.size() - 1).getString() + " seals contents of mails"
            : "contents of mails are not encrypted (content.encryption)");
    content
        .getJsonObject("queued")
        .forEach(
            (key, mails) -> console.say("  key " + key + ": " + mails + " mails in the queues"));
    for (JsonString trouble : content.getJsonArray("troubles").getValuesAs(JsonString.class)) {
      console.complain(content.getInt("locked") + " mails wait: " + trouble.getString());
    }
  }
}
