package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Finds mails, shows the story of one, or explains why it is where it is. */
final class MessageCommand implements Subcommand {
  private static final String STYLED = "<link rel=\"stylesheet\" href=\"report.css\">";

  /** Conditions of a search; each is a parameter of the same name. */
  private static final Set<String> CONDITIONS =
      Set.of(
          "--sender",
          "--recipient",
          "--domain",
          "--state",
          "--tenant",
          "--stream",
          "--campaign",
          "--credential",
          "--from",
          "--to",
          "--cursor",
          "--limit");

  private final Supplier<ApiClient> relay;

  MessageCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "message show|explain|report ID | list [CONDITION...] [--json]"
        + "   what became of a mail, why it waits, and what comes next; message help lists"
        + " conditions";
  }

  @Override
  public List<String> examples() {
    return List.of("message show 0khr3vqs0abcdefghjkn", "message explain 0khr3vqs0abcdefghjkn");
  }

  @Override
  public String help() {
    return """
        message: what became of mails

          relay message list [CONDITION...] [--limit 50] [--cursor C] [--json]
          relay message show ID [--json]        the story of one
          relay message explain ID [--json]     why it waits, until when, and what comes next
          relay message report ID [--json]      proof of what became of it, as a page that prints well

        conditions, all of which must hold
          --sender ADDRESS     of the envelope; "<>" for the null path
          --recipient ADDRESS, --domain DOMAIN
          --state STATE        queued, deferred, held, delivered, bounced, expired, rejected
          --tenant T, --stream S, --campaign C, --credential ID
          --from INSTANT       accepted then or later, such as 2026-01-31T12:00:00Z
          --to INSTANT         accepted before

        examples
          relay message list --campaign spring-sale --state deferred
          relay message show 0khr3vqs0abcdefghjkn
          relay message explain 0khr3vqs0abcdefghjkn
          relay message report 0khr3vqs0abcdefghjkn >proof.html
        """;
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, CONDITIONS, Set.of("--json"));
    List<String> words = arguments.words();
    if (words.equals(List.of("list"))) {
      list(arguments, console);
      return 0;
    }
    if (words.size() != 2 || !Set.of("show", "explain", "report").contains(words.get(0))) {
      throw new Refusal(Refusal.USAGE, "which mail? relay " + usage());
    }
    if (words.get(0).equals("report")) {
      report(words.get(1), arguments, console);
      return 0;
    }
    boolean explains = words.get(0).equals("explain");
    String path = "api/v1/messages/" + ApiClient.part(words.get(1));
    JsonObject answer = relay.get().get(explains ? path + "/explain" : path);
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else if (explains) {
      ExplainText.lines(answer).forEach(console::say);
    } else {
      print(answer, console);
    }
    return 0;
  }

  private void report(String id, Arguments arguments, Console console) {
    String path = "api/v1/messages/" + ApiClient.part(id) + "/report";
    if (arguments.has("--json")) {
      console.say(relay.get().get(path).toString());
    } else {
      var style = new StringJoiner("\n", "<style>\n", "\n</style>");
      relay.get().lines("report.css", "text/css", style::add);
      // a page in a file has no relay to ask for its style
      relay
          .get()
          .lines(path, "text/html", line -> console.say(line.replace(STYLED, style.toString())));
    }
  }

  private void list(Arguments arguments, Console console) {
    var query = new Query().given(arguments, new TreeSet<>(CONDITIONS));
    JsonObject answer = relay.get().get("api/v1/messages" + query);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    var table = new Table("ID", "ACCEPTED", "FROM", "TENANT", "CAMPAIGN", "STATES");
    for (var value : answer.getJsonArray("messages")) {
      JsonObject mail = value.asJsonObject();
      var states = new StringBuilder();
      mail.getJsonObject("states")
          .forEach(
              (state, count) ->
                  states
                      .append(states.isEmpty() ? "" : ", ")
                      .append(count)
                      .append(' ')
                      .append(state));
      table.row(
          mail.getString("id"),
          mail.getString("accepted_at"),
          "<" + mail.getString("sender") + ">",
          mail.getString("tenant", "-"),
          mail.getString("campaign", "-"),
          states.toString());
    }
    table.lines().forEach(console::say);
    if (answer.containsKey("next_cursor")) {
      console.say("There are more: --cursor " + answer.getString("next_cursor"));
    }
  }

  static void print(JsonObject mail, Console console) {
    console.say("mail " + mail.getString("id") + " of " + mail.getString("accepted_at"));
    console.say("from <" + mail.getString("sender") + ">, " + mail.getString("subject", ""));
    if (mail.containsKey("waiting")) {
      JsonObject waiting = mail.getJsonObject("waiting");
      console.say(
          "waits until "
              + waiting.getString("until", "there is room")
              + ": "
              + waiting.getString("why"));
    }
    var table = new Table("RECIPIENT", "STATE", "SINCE", "ATTEMPTS", "REPLY");
    for (var value : mail.getJsonArray("recipients")) {
      JsonObject recipient = value.asJsonObject();
      table.row(
          recipient.getString("address"),
          recipient.getString("state"),
          recipient.getString("updated_at"),
          String.valueOf(recipient.getInt("attempts", 0)),
          recipient.getString("reply", ""));
    }
    table.lines().forEach(console::say);
  }
}
