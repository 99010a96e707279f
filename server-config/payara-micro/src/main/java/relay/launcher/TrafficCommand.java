package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Shows what goes to each provider or site, within which limits, and what waits for them. */
final class TrafficCommand implements Subcommand {
  private static final Set<String> OPTIONS = Set.of("--q", "--limit");
  private static final int LIMIT_DEFAULT = 50;
  private static final String OVERRIDES = "api/v1/traffic/overrides";
  private final Supplier<ApiClient> relay;

  TrafficCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "traffic [--q TEXT] [--limit 50] | overrides | end ID [--json]"
        + "   shows each flow: what is in use, its limits and what holds its mail";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "traffic",
        "traffic --q google",
        "traffic overrides",
        "traffic end slow-1f2e3d4c",
        "traffic --limit 500 --json");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, Set.of("--json"));
    List<String> words = arguments.words();
    if (words.equals(List.of("overrides"))) {
      JsonObject all = new Pages(relay.get()).read(OVERRIDES, "overrides", Pages.ALL);
      overrides(all, arguments.has("--json"), console);
      return 0;
    }
    if (words.size() == 2 && words.get(0).equals("end")) {
      JsonObject ended = relay.get().delete(OVERRIDES + "/" + ApiClient.part(words.get(1)));
      console.say(
          arguments.has("--json")
              ? ended.toString()
              : ended.isEmpty()
                  ? "it had ended already"
                  : ended.getString("kind") + " of " + ended.getString("flow") + " is ended");
      return 0;
    }
    if (!words.isEmpty()) {
      throw new Refusal(Refusal.USAGE, "what of the traffic? relay " + usage());
    }
    String q = arguments.option("--q").map(text -> "?q=" + ApiClient.part(text)).orElse("");
    int most = arguments.number("--limit", LIMIT_DEFAULT);
    JsonObject answer = new Pages(relay.get()).read("api/v1/traffic" + q, "flows", most);
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      print(answer, console);
    }
    return 0;
  }

  private static void print(JsonObject answer, Console console) {
    var table =
        new Table("FLOW", "RUNNING", "SLOTS", "WAITING UNTIL", "WHY", "WHO WAITS", "LIMITS");
    for (var value : answer.getJsonArray("flows")) {
      JsonObject flow = value.asJsonObject();
      table.row(
          name(flow),
          flow.getJsonNumber("running").toString(),
          flow.getJsonNumber("slots").toString(),
          flow.getString("waiting_until", "-"),
          flow.getString("why", "-"),
          waiting(flow),
          limits(flow));
    }
    table.lines().forEach(console::say);
    Pages.tellOfMore(answer, console);
  }

  private static void overrides(JsonObject answer, boolean asJson, Console console) {
    if (asJson) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("ID", "FLOW", "KIND", "VALUE", "UNTIL", "RULE", "REPLIES", "SUCH AS");
    for (var value : answer.getJsonArray("overrides")) {
      JsonObject found = value.asJsonObject();
      table.row(
          found.getString("id"),
          name(found),
          found.getString("kind"),
          found.containsKey("value") ? found.getJsonNumber("value").toString() : "-",
          found.getString("until"),
          found.getString("rule"),
          found.getJsonNumber("replies").toString(),
          found.getJsonArray("evidence").isEmpty()
              ? "-"
              : found.getJsonArray("evidence").getString(0));
    }
    table.lines().forEach(console::say);
  }

  /** With its source, where that is not the one of the settings. */
  private static String name(JsonObject flow) {
    String source = flow.getString("source", "default");
    return flow.getString("flow") + (source.equals("default") ? "" : "@" + source);
  }

  /** Each stream with its part of the pace; a relay before this version does not tell. */
  private static String waiting(JsonObject flow) {
    List<String> told = new ArrayList<>();
    for (var value : flow.getOrDefault("waiting", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
      JsonObject share = value.asJsonObject();
      told.add(
          share.getString("tenant")
              + "/"
              + share.getString("stream")
              + " "
              + share.getInt("percent")
              + " %");
    }
    return told.isEmpty() ? "-" : String.join(", ", told);
  }

  private static String limits(JsonObject flow) {
    List<String> told = new ArrayList<>();
    for (var value : flow.getJsonArray("limits")) {
      JsonObject limit = value.asJsonObject();
      String number =
          limit.containsKey("value") ? limit.getJsonNumber("value").toString() : "unset";
      told.add(limit.getString("limit") + "=" + number + " [" + limit.getString("by") + "]");
    }
    return told.isEmpty() ? "-" : String.join(", ", told);
  }
}
