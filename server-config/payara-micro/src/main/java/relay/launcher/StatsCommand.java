package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Shows the figures of the relay since its start, or those of campaigns. */
final class StatsCommand implements Subcommand {
  private static final String PATH = "api/v1/stats";
  private static final List<String> QUERY = List.of("--campaign", "--by", "--tenant", "--limit");
  private static final Set<String> OPTIONS = Set.copyOf(QUERY);
  private static final String[] FIGURES = {
    "accepted", "recipients", "delivered", "deferred", "bounced", "expired", "queued", "held"
  };
  private final Supplier<ApiClient> relay;

  StatsCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "stats [--campaign NAME | --by campaign [--limit 50]] [--tenant ID] [--json]"
        + "   how much was accepted, delivered, deferred, bounced";
  }

  @Override
  public List<String> examples() {
    return List.of("stats", "stats --by campaign", "stats --campaign spring-sale --tenant acme");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, Set.of("--json"));
    boolean isOne = arguments.option("--campaign").isPresent();
    boolean isList = arguments.option("--by").isPresent();
    if (!arguments.words().isEmpty() || isOne && isList) {
      throw new Refusal(Refusal.USAGE, "figures of what? relay " + usage());
    }
    JsonObject answer = relay.get().get(PATH + new Query().given(arguments, QUERY));
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else if (isList) {
      list(answer, console);
    } else {
      one(answer, console);
    }
    return 0;
  }

  private static void list(JsonObject answer, Console console) {
    var table = table("CAMPAIGN");
    for (var value : answer.getJsonArray("campaigns")) {
      JsonObject campaign = value.asJsonObject();
      row(table, campaign.getString("campaign"), campaign.getJsonObject("totals"));
    }
    table.lines().forEach(console::say);
  }

  private static void one(JsonObject answer, Console console) {
    var table = table("");
    row(table, "all", answer.getJsonObject("totals"));
    answer
        .getJsonObject("lanes")
        .forEach((lane, counts) -> row(table, lane, counts.asJsonObject()));
    for (var value : answer.getJsonArray("domains")) {
      JsonObject domain = value.asJsonObject();
      row(table, domain.getString("domain"), domain);
    }
    table.lines().forEach(console::say);
  }

  private static Table table(String first) {
    return new Table(
        first,
        "ACCEPTED",
        "RECIPIENTS",
        "DELIVERED",
        "DEFERRED",
        "BOUNCED",
        "EXPIRED",
        "QUEUED",
        "HELD");
  }

  private static void row(Table table, String name, JsonObject counts) {
    String[] cells = new String[FIGURES.length + 1];
    cells[0] = name;
    for (int i = 0; i < FIGURES.length; i++) {
      cells[i + 1] = counts.containsKey(FIGURES[i]) ? counts.get(FIGURES[i]).toString() : "-";
    }
    table.row(cells);
  }
}
