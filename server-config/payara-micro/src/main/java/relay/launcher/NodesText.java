package relay.launcher;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tells of the nodes over one database, and what each has of the limits that they share. */
final class NodesText {
  private NodesText() {}

  static ViewCommand command(Supplier<ApiClient> relay) {
    return new ViewCommand(
        "nodes",
        "shows the nodes over one database, and what each has of the limits",
        NodesText::print,
        relay);
  }

  private static void print(JsonObject answer, Console console) {
    if (!answer.getBoolean("shared")) {
      console.say("This node shares nothing: its database is built in (database.url).");
      return;
    }
    if (answer.getBoolean("cut_off")) {
      console.say("This node cannot reach the database: it keeps to its even part of the limits.");
    }
    var table = new Table("NODE", "NAME", "STATE", "SEEN AT", "KNOWS", "HAS");
    for (var value : answer.getJsonArray("nodes")) {
      JsonObject node = value.asJsonObject();
      table.row(
          node.getString("node"),
          node.getString("name") + (node.getBoolean("this_node") ? " (this one)" : ""),
          node.getString("state"),
          node.getString("seen_at"),
          node.getJsonNumber("nodes_known").toString(),
          slices(node));
    }
    table.lines().forEach(console::say);
  }

  private static String slices(JsonObject node) {
    List<String> told = new ArrayList<>();
    for (var value : node.getJsonArray("slices")) {
      JsonObject slice = value.asJsonObject();
      told.add(
          slice.getString("flow")
              + " "
              + slice.getJsonNumber("percent")
              + " %"
              + (slice.containsKey("connections")
                  ? ", "
                      + slice.getJsonNumber("connections")
                      + " of "
                      + slice.getJsonNumber("of_connections")
                      + " connections"
                  : ""));
    }
    return told.isEmpty() ? "its even part" : String.join("; ", told);
  }
}
