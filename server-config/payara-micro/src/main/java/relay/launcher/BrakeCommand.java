package relay.launcher;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets, lists and lifts the operator's brakes over queued and arriving mail. */
final class BrakeCommand implements Subcommand {
  private static final String PATH = "api/v1/brakes";
  private static final JsonBuilderFactory BUILDERS =
      JsonProvider.provider().createBuilderFactory(Map.of());

  /** Options and the conditions they stand for. */
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "--tenant", "tenant",
          "--stream", "stream",
          "--campaign", "campaign",
          "--from-domain", "sender_domain",
          "--to-domain", "recipient_domain",
          "--provider", "provider",
          "--source", "egress_source",
          "--message", "message",
          "--older-than", "older_than");

  private static final Map<String, String> FIELDS =
      Map.of(
          "--reason", "reason",
          "--for", "for",
          "--until", "until",
          "--route", "route",
          "--per-minute", "per_minute");
  private static final Set<String> FLAGS = Set.of("--json", "--dry-run", "--everything", "--ended");

  private static final String HELP =
      """
      which brake? relay brake add KIND --reason TEXT CONDITION... [--for 2h] [--until INSTANT]
                     [--route NAME] [--per-minute N] [--dry-run] [--json]
                   relay brake list [--ended] [--json]
                   relay brake show|lift ID [--json]
        KIND: stop, suspend, hold, release, bounce, expire, slow, reroute, retry-now; of mail in
              doubt deliver-again, delivered, give-up (relay in-doubt)
        CONDITION: --to-domain D, --from-domain D, --provider P, --tenant T, --stream S,
                   --source EGRESS_SOURCE, --campaign C, --message ID, --older-than 1h, or --everything
        such as: relay brake add hold --from-domain news.example --reason "wrong price" --dry-run\
      """;

  @Override
  public String usage() {
    return "brake add KIND --reason TEXT CONDITION... [--for 2h] [--dry-run] | list | show|lift ID"
        + "   holds, bounces, reroutes ... queued and arriving mail; brake help tells how";
  }

  @Override
  public String help() {
    return HELP.replaceFirst("which brake\\?", "            ") + "\n";
  }

  @Override
  public int run(List<String> line, Console console) {
    return run(line, console, ApiClient::ofProcess);
  }

  int run(List<String> line, Console console, java.util.function.Supplier<ApiClient> relay) {
    Set<String> known = new java.util.HashSet<>(CONDITIONS.keySet());
    known.addAll(FIELDS.keySet());
    Arguments arguments = Arguments.of(line, known, FLAGS);
    List<String> words = arguments.words();
    String verb = words.isEmpty() ? "" : words.get(0);
    int expected = verb.equals("list") ? 1 : 2;
    if (!Set.of("add", "list", "show", "lift").contains(verb) || words.size() != expected) {
      throw new Refusal(Refusal.USAGE, HELP);
    }
    switch (verb) {
      case "add" -> add(words.get(1), arguments, relay.get(), console);
      case "list" -> list(arguments, relay.get(), console);
      case "show" -> show(words.get(1), arguments, relay.get(), console);
      default -> lift(words.get(1), arguments, relay.get(), console);
    }
    return 0;
  }

  private static void add(String kind, Arguments arguments, ApiClient relay, Console console) {
    JsonObjectBuilder match = BUILDERS.createObjectBuilder();
    CONDITIONS.forEach(
        (option, field) -> arguments.option(option).ifPresent(text -> match.add(field, text)));
    if (arguments.has("--everything")) {
      match.add("everything", true);
    }
    JsonObjectBuilder order = BUILDERS.createObjectBuilder().add("kind", kind).add("match", match);
    FIELDS.forEach(
        (option, field) -> arguments.option(option).ifPresent(text -> order.add(field, text)));
    boolean isDry = arguments.has("--dry-run");
    JsonObject answer = relay.post(PATH + (isDry ? "?dry-run=true" : ""), order.build());
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else if (isDry) {
      String found =
          answer.containsKey("mails_matching")
              ? (answer.getBoolean("at_most", false) ? "at most " : "")
                  + answer.getJsonNumber("mails_matching")
                  + " queued mails match now"
              : "the broker cannot count what matches";
      console.say(kind + " " + answer.getString("scope") + ": " + found);
      if (answer.getBoolean("at_most", false)) {
        console.say("Provider and egress source of a mail are known when it is taken up.");
      }
      console.say(answer.getString("effect") + ", until " + answer.getString("until"));
      console.say("Nothing was changed.");
    } else {
      console.say(answer.getString("id") + " is in force until " + answer.getString("until"));
      console.say("Lift it with: relay brake lift " + answer.getString("id"));
      warn(answer, console);
    }
  }

  private static void warn(JsonObject brake, Console console) {
    if (brake.getBoolean("on_this_node_only", false)) {
      console.say("The database is down: this holds on this node only until it is back.");
    }
  }

  private static void list(Arguments arguments, ApiClient relay, Console console) {
    String path = PATH + (arguments.has("--ended") ? "?state=ended" : "");
    JsonObject answer = new Pages(relay).read(path, "brakes", Pages.ALL);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("ID", "KIND", "UNTIL", "AUTHOR", "MATCH", "REASON");
    for (var value : answer.getJsonArray("brakes")) {
      JsonObject brake = value.asJsonObject();
      table.row(
          brake.getString("id"),
          brake.getString("kind"),
          brake.getString("lifted_at", brake.getString("until")),
          brake.getString("author"),
          matchOf(brake.getJsonObject("match")),
          brake.getString("reason"));
    }
    table.lines().forEach(console::say);
    console.say(answer.getJsonNumber("mails_waiting") + " mails wait for brakes");
  }

  private static void show(String id, Arguments arguments, ApiClient relay, Console console) {
    JsonObject brake = relay.get(PATH + "/" + ApiClient.part(id));
    if (arguments.has("--json")) {
      console.say(brake.toString());
      return;
    }
    console.say(brake.getString("kind") + " " + matchOf(brake.getJsonObject("match")));
    console.say("reason  " + brake.getString("reason"));
    console.say("set     " + brake.getString("created_at") + " by " + brake.getString("author"));
    console.say(
        brake.containsKey("lifted_at")
            ? "lifted  " + brake.getString("lifted_at") + " by " + brake.getString("lifted_by")
            : "until   " + brake.getString("until"));
    warn(brake, console);
  }

  private static String matchOf(JsonObject match) {
    var text = new StringBuilder();
    match.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : " ")
                .append(name)
                .append('=')
                .append(match.getString(name, String.valueOf(value))));
    return text.toString();
  }

  private static void lift(String id, Arguments arguments, ApiClient relay, Console console) {
    JsonObject answer = relay.delete(PATH + "/" + ApiClient.part(id));
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    if (answer.isEmpty()) {
      console.say("no brake " + id + " is in force: it has ended, or never was");
      return;
    }
    console.say(id + " is lifted; what it held goes as fast as its lane can take it");
    warn(answer, console);
  }
}
