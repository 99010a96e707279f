package relay.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Shows mail of which nobody knows whether it arrived, and decides about it. */
final class InDoubtCommand implements Subcommand {
  private static final int LIMIT_DEFAULT = 100;
  private static final Set<String> ANSWERS = Set.of("deliver-again", "delivered", "give-up");
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
          "--older-than", "older_than");

  private static final Set<String> FLAGS = Set.of("--json", "--dry-run", "--everything");
  private final Supplier<ApiClient> relay;

  InDoubtCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "in-doubt list [ID] [--limit 100] | deliver-again|delivered|give-up ID[/RECIPIENT] or"
        + " CONDITION... [--dry-run]   mail that may have arrived: decides what becomes of it";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "in-doubt list",
        "in-doubt delivered 0khr3vqs0abcdefghjkm/bob@example.org --reason \"bob has it\"",
        "in-doubt deliver-again --to-domain example.org --dry-run");
  }

  @Override
  public int run(List<String> line, Console console) {
    Set<String> options = new TreeSet<>(CONDITIONS.keySet());
    options.addAll(Set.of("--reason", "--limit"));
    Arguments arguments = Arguments.of(line, options, FLAGS);
    List<String> words = arguments.words();
    String verb = words.isEmpty() ? "" : words.get(0);
    if (verb.equals("list") && words.size() <= 2) {
      list(arguments, console);
    } else if (ANSWERS.contains(verb) && words.size() <= 2) {
      answer(verb, arguments, console);
    } else {
      throw new Refusal(Refusal.USAGE, "what about which mail? relay " + usage());
    }
    return 0;
  }

  private void list(Arguments arguments, Console console) {
    int most = arguments.number("--limit", LIMIT_DEFAULT);
    List<String> words = arguments.words();
    String one = words.size() == 2 ? "?message=" + ApiClient.part(words.get(1)) : "";
    JsonObject answer = new Pages(relay.get()).read("api/v1/in-doubt" + one, "in_doubt", most);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("ID", "RECIPIENT", "STREAM", "HOP", "SINCE", "UNTIL");
    for (var value : answer.getJsonArray("in_doubt")) {
      JsonObject mail = value.asJsonObject();
      table.row(
          mail.getString("message"),
          joined(mail.getJsonArray("recipients")),
          mail.getString("tenant") + "/" + mail.getString("stream"),
          mail.getString("hop"),
          mail.getString("since"),
          mail.getString("until"));
    }
    table.lines().forEach(console::say);
    if (answer.containsKey("mails_waiting")) {
      console.say(answer.getJsonNumber("mails_waiting") + " mails wait for an answer");
    }
  }

  private static String joined(JsonArray texts) {
    return texts.stream()
        .map(text -> ((jakarta.json.JsonString) text).getString())
        .collect(Collectors.joining(","));
  }

  private void answer(String verb, Arguments arguments, Console console) {
    JsonObjectBuilder order =
        BUILDERS
            .createObjectBuilder()
            .add("kind", verb)
            .add("match", match(arguments))
            .add("reason", arguments.option("--reason").orElse("decided by hand: " + verb));
    boolean isDry = arguments.has("--dry-run");
    JsonObject answer =
        relay.get().post("api/v1/brakes" + (isDry ? "?dry-run=true" : ""), order.build());
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else if (isDry) {
      console.say(
          answer.containsKey("mails_matching")
              ? answer.getJsonNumber("mails_matching") + " mails in doubt match now"
              : "the broker cannot count what matches");
      console.say("Nothing was changed.");
    } else {
      console.say(answer.getString("effect") + " (" + answer.getString("id") + ")");
    }
  }

  private static JsonObjectBuilder match(Arguments arguments) {
    JsonObjectBuilder match = BUILDERS.createObjectBuilder();
    List<String> words = arguments.words();
    if (words.size() == 2) {
      String[] parts = words.get(1).split("/", 2);
      match.add("message", parts[0]);
      if (parts.length == 2) {
        match.add("recipient", parts[1]);
      }
    }
    CONDITIONS.forEach(
        (option, field) -> arguments.option(option).ifPresent(text -> match.add(field, text)));
    if (arguments.has("--everything")) {
      match.add("everything", true);
    }
    return match;
  }
}
