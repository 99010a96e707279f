package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;

/** Shows the story of one mail. */
final class MessageCommand implements Subcommand {
  @Override
  public String usage() {
    return "message show ID [--json]   shows what became of a mail, and why it waits";
  }

  @Override
  public List<String> examples() {
    return List.of("message show 01HZX5M0Q3", "message show 01HZX5M0Q3 --json");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json"));
    List<String> words = arguments.words();
    if (words.size() != 2 || !words.get(0).equals("show")) {
      throw new Refusal(Refusal.USAGE, "which mail? relay " + usage());
    }
    JsonObject answer =
        ApiClient.ofProcess().get("api/v1/messages/" + ApiClient.part(words.get(1)));
    if (arguments.has("--json")) {
      console.say(answer.toString());
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
