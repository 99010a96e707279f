package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;

/** Tells all that is on record about one address, or has it forgotten. */
final class PrivacyCommand implements Subcommand {
  private static final String PATH = "api/v1/privacy/";
  private static final Set<String> OPTIONS = Set.of("--open-mail");
  private static final Set<String> FLAGS = Set.of("--dry-run", "--json");
  private final Supplier<ApiClient> relay;

  PrivacyCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "privacy export|erase ADDRESS [--dry-run] [--open-mail wait] | list | show ID | gone NODE"
        + "   what is on record about a person, and how it is forgotten";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "privacy export bob@example.net >bob.jsonl",
        "privacy erase bob@example.net --dry-run",
        "privacy erase bob@example.net --open-mail wait",
        "privacy list",
        "privacy show 0khr3vqs0abcdefghjkn --json",
        "privacy gone relay2.example.org");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, FLAGS);
    List<String> words = arguments.words();
    String verb = words.isEmpty() ? "" : words.get(0);
    boolean takesOne = !verb.equals("list");
    if (words.size() != (takesOne ? 2 : 1)) {
      throw usageRefusal();
    }
    switch (verb) {
      case "export" -> relay.get().postLines(PATH + "export", body(words.get(1)), console::say);
      case "erase" -> erase(arguments, console);
      case "list" -> list(arguments, console);
      case "show" -> show(relay.get().get(PATH + "erasures/" + part(words)), arguments, console);
      case "gone" -> gone(words, arguments, console);
      default -> throw usageRefusal();
    }
    return 0;
  }

  private Refusal usageRefusal() {
    return new Refusal(Refusal.USAGE, "what about whom? relay " + usage());
  }

  private static String part(List<String> words) {
    return ApiClient.part(words.get(1));
  }

  private static JsonObject body(String address) {
    return ControlJson.object().add("address", address).build();
  }

  private void erase(Arguments arguments, Console console) {
    String rule = arguments.option("--open-mail").orElse("refuse");
    String query =
        "?open-mail=" + ApiClient.part(rule) + (arguments.has("--dry-run") ? "&dry-run=true" : "");
    JsonObject answer = relay.get().post(PATH + "erasures" + query, body(arguments.words().get(1)));
    if (arguments.has("--json") || !arguments.has("--dry-run")) {
      show(answer, arguments, console);
      return;
    }
    console.say(answer.getString("subject"));
    answer
        .getJsonObject("counts")
        .forEach((store, count) -> console.say("  " + store + ": " + count));
    console.say("  open mail: " + answer.getJsonNumber("open_count"));
  }

  private void list(Arguments arguments, Console console) {
    JsonObject answer = new Pages(relay.get()).read(PATH + "erasures", "erasures", Pages.ALL);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("ID", "STATE", "ASKED FOR", "BY", "SUBJECT");
    for (var value : answer.getJsonArray("erasures")) {
      JsonObject erasure = value.asJsonObject();
      table.row(
          ObjectText.field(erasure, "id"),
          ObjectText.field(erasure, "state"),
          ObjectText.field(erasure, "requested_at"),
          ObjectText.field(erasure, "by"),
          ObjectText.field(erasure, "subject"));
    }
    table.lines().forEach(console::say);
  }

  private void gone(List<String> words, Arguments arguments, Console console) {
    JsonObject answer = relay.get().post(PATH + "gone-nodes/" + part(words), null);
    console.say(
        arguments.has("--json")
            ? answer.toString()
            : answer.getString("node")
                + " is gone: "
                + answer.getJsonArray("erasures").size()
                + " erasures waited for it, "
                + answer.getJsonNumber("recipients_lost")
                + " recipients of campaigns are lost with it");
  }

  private static void show(JsonObject erasure, Arguments arguments, Console console) {
    if (arguments.has("--json")) {
      console.say(erasure.toString());
      return;
    }
    console.say("erasure " + erasure.getString("id") + ": " + erasure.getString("state"));
    for (var value : erasure.getJsonArray("parts")) {
      JsonObject part = value.asJsonObject();
      String node = part.containsKey("node") ? " of " + part.getString("node") : "";
      console.say(
          "  "
              + part.getString("store")
              + node
              + ": "
              + part.getJsonNumber("changed")
              + state(part));
    }
  }

  private static String state(JsonObject part) {
    if (part.getBoolean("gone", false)) {
      return " changed, the node is gone";
    }
    return part.getBoolean("finished") ? " changed, finished" : " changed so far";
  }
}
