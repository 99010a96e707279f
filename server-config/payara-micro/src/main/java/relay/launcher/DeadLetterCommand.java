package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Shows what no worker takes any more, gives it back to its queue, or ends it. */
final class DeadLetterCommand implements Subcommand {
  private static final String PATH = "api/v1/dead-letters";
  private static final Set<String> OPTIONS = Set.of("--limit");
  private static final Set<String> FLAGS = Set.of("--even-twice", "--json");
  private static final int LIMIT_DEFAULT = 100;
  private static final int REASON_CHARS_MAX = 60;
  private final Supplier<ApiClient> relay;

  DeadLetterCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "dead-letter list [--limit 100] | show ID | replay ID [--even-twice] | delete ID [--json]"
        + "   what no worker takes any more: why, and what is to become of it";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "dead-letter list",
        "dead-letter show 4211",
        "dead-letter replay 4211",
        "dead-letter delete 6f1c2f0e-8f57-4f0e-9a52-0c6a5f1d2b3c");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, FLAGS);
    List<String> words = arguments.words();
    String verb = words.isEmpty() ? "" : words.get(0);
    if (words.size() != (verb.equals("list") ? 1 : 2)) {
      throw usageRefusal();
    }
    JsonObject answer = ask(verb, arguments);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return 0;
    }
    switch (verb) {
      case "list" -> list(answer, console);
      case "show" -> show(answer, console);
      case "replay" -> console.say("given back to " + answer.getString("given_back_to"));
      default ->
          console.say(
              answer.isEmpty() ? "it is gone already" : "deleted " + answer.getString("id"));
    }
    return 0;
  }

  private JsonObject ask(String verb, Arguments arguments) {
    if (verb.equals("list")) {
      int most = arguments.number("--limit", LIMIT_DEFAULT);
      return new Pages(relay.get()).read(PATH, "dead_letters", most);
    }
    String one = PATH + "/" + ApiClient.part(arguments.words().get(1));
    return switch (verb) {
      case "show" -> relay.get().get(one);
      case "replay" ->
          relay
              .get()
              .post(
                  one + "/replay" + (arguments.has("--even-twice") ? "?even-twice=true" : ""),
                  null);
      case "delete" -> relay.get().delete(one);
      default -> throw usageRefusal();
    };
  }

  private Refusal usageRefusal() {
    return new Refusal(Refusal.USAGE, "what about which one? relay " + usage());
  }

  private static void list(JsonObject answer, Console console) {
    var table = new Table("ID", "QUEUE", "FROM", "SINCE", "MAIL", "TENANT", "OCTETS", "REASON");
    for (var value : answer.getJsonArray("dead_letters")) {
      JsonObject letter = value.asJsonObject();
      JsonObject mail = mail(letter);
      table.row(
          letter.getString("id"),
          letter.getString("queue"),
          letter.getString("came_from", "-"),
          letter.getString("since", "-"),
          mail.getString("message", "-"),
          mail.getString("tenant", "-"),
          letter.getJsonNumber("octets").toString(),
          cut(letter.getString("reason")));
    }
    table.lines().forEach(console::say);
    Pages.tellOfMore(answer, console);
  }

  private static JsonObject mail(JsonObject letter) {
    return letter.containsKey("mail") ? letter.getJsonObject("mail") : JsonObject.EMPTY_JSON_OBJECT;
  }

  private static String cut(String reason) {
    return reason.length() <= REASON_CHARS_MAX
        ? reason
        : reason.substring(0, REASON_CHARS_MAX) + "...";
  }

  private static void show(JsonObject letter, Console console) {
    JsonObject mail = mail(letter);
    console.say("dead letter " + letter.getString("id") + " in " + letter.getString("queue"));
    console.say("  reason: " + letter.getString("reason"));
    console.say("  came from: " + letter.getString("came_from", "unknown"));
    console.say("  replay gives it back to: " + letter.getString("goes_back_to", "nowhere"));
    if (!mail.isEmpty()) {
      console.say(
          "  mail "
              + mail.getString("entry")
              + " of "
              + mail.getString("tenant")
              + "/"
              + mail.getString("stream"));
      console.say("  from " + mail.getString("sender") + " to " + mail.getJsonArray("recipients"));
    }
    if (letter.containsKey("properties")) {
      letter
          .getJsonObject("properties")
          .forEach((name, value) -> console.say("  " + harmless(name + ": " + value)));
    }
    if (letter.containsKey("content_locked")) {
      console.say("  locked: " + letter.getString("content_locked"));
      return;
    }
    console.say("");
    letter.getString("content", "").lines().map(DeadLetterCommand::harmless).forEach(console::say);
    if (letter.getBoolean("content_cut", false)) {
      console.say("...");
    }
  }

  /** What stands in a mail must not steer the terminal. */
  private static String harmless(String line) {
    return line.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?");
  }
}
