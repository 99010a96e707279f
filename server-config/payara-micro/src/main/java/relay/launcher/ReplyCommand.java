package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Shows what servers said that no rule knows, and what another rule would have made of it. */
final class ReplyCommand implements Subcommand {
  private final Supplier<ApiClient> relay;

  ReplyCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "reply unknown list | reply back-test RULE   what servers said: replies that no rule"
        + " knows, and what another rule would have made of past ones";
  }

  @Override
  public String help() {
    return Usage.of(this)
        + """

relay reply unknown list [--week DAY] [--limit N]
  replies of a week that no rule knows
relay reply back-test ID [NAME=VALUE...] [--file FILE] [--tenant T] [--from TIME] [--until TIME]
  a tenant's rule with these fields (relay reply-rule --help), over the mail of the tenant;
  without fields and file: as if the rule were gone
relay reply back-test --traffic NAME [TEXT]
  the operator's rule traffic.reply-rule.NAME with this text, over all mail; without one:
  as if it were gone
Without --from it is about the last day. Nothing is changed.
""";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "reply unknown list --week 2026-01-05 --json",
        "reply back-test gate --tenant acme class=MAILBOX_FULL phrases=\"not amused\""
            + " samples=\"554 I am not amused\"",
        "reply back-test --traffic our-host"
            + " \"slow | * | 421 | limit * reached | 421 4.7.0 Hourly limit for you reached\"");
  }

  @Override
  public int run(List<String> line, Console console) {
    boolean isBackTest = line.stream().findFirst().filter("back-test"::equals).isPresent();
    Arguments arguments =
        Arguments.of(
            line,
            isBackTest ? BackTestVerb.OPTIONS : Set.of("--week", "--limit"),
            Set.of("--json"));
    if (isBackTest) {
      List<String> words = arguments.words().subList(1, arguments.words().size());
      new BackTestVerb(relay.get(), arguments).run(words, console);
      return 0;
    }
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
