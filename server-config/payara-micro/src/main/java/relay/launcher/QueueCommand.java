package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;

/** Shows what is queued, where to, and why it waits. */
final class QueueCommand implements Subcommand {
  private static final int LIMIT_DEFAULT = 50;
  private static final Set<String> OPTIONS = Set.of("--by", "--limit");

  @Override
  public String usage() {
    return "queue list [--by lane,domain,tenant,campaign,reason] [--limit 50] [--json]"
        + "   shows what is queued and why; such as: queue list --by domain,reason";
  }

  @Override
  public List<String> examples() {
    return List.of("queue list", "queue list --by domain,reason", "queue list --by tenant --json");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, Set.of("--json"));
    if (!arguments.words().equals(List.of("list"))) {
      throw new Refusal(Refusal.USAGE, "what of the queues? relay " + usage());
    }
    String by = arguments.option("--by").orElse("lane,domain,tenant,campaign,reason");
    int most = arguments.number("--limit", LIMIT_DEFAULT);
    JsonObject answer =
        new Pages(ApiClient.ofProcess())
            .read("api/v1/queues?by=" + ApiClient.part(by), "queues", most);
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      print(answer, console);
    }
    return 0;
  }

  static void print(JsonObject answer, Console console) {
    var table =
        new Table(
            "LANE", "DOMAIN", "TENANT", "CAMPAIGN", "REASON", "RECIPIENTS", "OLDEST", "NEXT TRY");
    for (var value : answer.getJsonArray("queues")) {
      JsonObject queue = value.asJsonObject();
      table.row(
          queue.getString("lane", "*"),
          queue.getString("domain", "*"),
          queue.getString("tenant", "*"),
          queue.getString("campaign", "-"),
          queue.getString("reason", "*"),
          queue.getJsonNumber("recipients").toString(),
          age(queue.getInt("oldest_age_seconds", 0)),
          queue.getString("next_attempt_at", "-"));
    }
    table.lines().forEach(console::say);
  }

  private static String age(int seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }
}
