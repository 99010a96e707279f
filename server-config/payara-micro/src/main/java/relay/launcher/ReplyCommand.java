package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Shows what servers said that no rule knows. */
final class ReplyCommand implements Subcommand {
  private final Supplier<ApiClient> relay;

  ReplyCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "reply unknown list [--week DAY] [--limit N]   replies of a week that no rule knows";
  }

  @Override
  public List<String> examples() {
    return List.of("reply unknown list", "reply unknown list --week 2026-01-05 --json");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of("--week", "--limit"), Set.of("--json"));
    if (!arguments.words().equals(List.of("unknown", "list"))) {
      throw new Refusal(Refusal.USAGE, "which replies? relay " + usage());
    }
    var query = new Query().given(arguments, List.of("--week", "--limit"));
    JsonObject answer = relay.get().get("api/v1/replies/unknown" + query);
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      print(answer, console);
    }
    return 0;
  }

  private static void print(JsonObject answer, Console console) {
    if (answer.getJsonArray("replies").isEmpty()) {
      console.say(
          "In the week of " + answer.getString("week") + " every reply was known by a rule.");
      return;
    }
    var table = new Table("COUNT", "KIND", "PROVIDER", "TEXT");
    for (JsonValue value : answer.getJsonArray("replies")) {
      JsonObject reply = value.asJsonObject();
      table.row(
          reply.getJsonNumber("count").toString(),
          reply.getBoolean("permanent") ? "permanent" : "temporary",
          reply.getString("provider", "-"),
          reply.getString("text"));
    }
    table.lines().forEach(console::say);
  }
}
