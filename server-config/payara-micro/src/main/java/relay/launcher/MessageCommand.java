package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Shows the story of one mail, or explains why it is where it is. */
final class MessageCommand implements Subcommand {
  private final Supplier<ApiClient> relay;

  MessageCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "message show|explain ID [--json]"
        + "   what became of a mail, why it waits, and what comes next";
  }

  @Override
  public List<String> examples() {
    return List.of("message show 0khr3vqs0abcdefghjkn", "message explain 0khr3vqs0abcdefghjkn");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json"));
    List<String> words = arguments.words();
    if (words.size() != 2 || !Set.of("show", "explain").contains(words.get(0))) {
      throw new Refusal(Refusal.USAGE, "which mail? relay " + usage());
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
