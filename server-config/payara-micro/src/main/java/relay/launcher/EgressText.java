package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tells where mail leaves from: sources with their addresses and names, pools with their mail. */
final class EgressText {
  private EgressText() {}

  static ViewCommand command(Supplier<ApiClient> relay) {
    return new ViewCommand(
        "egress",
        "shows where mail leaves from, and what to write into the DNS for it",
        EgressText::print,
        relay);
  }

  private static void print(JsonObject answer, Console console) {
    if (answer.getJsonArray("sources").isEmpty()) {
      console.say("All mail leaves as the settings say (delivery.source-address-ipv4).");
      return;
    }
    List<String> advice = new ArrayList<>();
    var sources = new Table("SOURCE", "STATE", "RUNNING", "ADDRESS", "HERE", "NAMES", "EHLO NAME");
    for (var value : answer.getJsonArray("sources")) {
      JsonObject source = value.asJsonObject();
      for (var each : source.getJsonArray("addresses")) {
        JsonObject address = each.asJsonObject();
        JsonObject names = address.getJsonObject("names");
        sources.row(
            source.getString("source"),
            source.getString("state"),
            source.getJsonNumber("running").toString(),
            address.getString("address"),
            address.getBoolean("on_this_machine") ? "yes" : "NO",
            names == null ? "-" : names.getString("state"),
            source.getString("ehlo_name"));
        if (names != null) {
          texts(names, "advice").forEach(a -> advice.add(source.getString("source") + ": " + a));
        }
      }
    }
    sources.lines().forEach(console::say);
    var pools = new Table("POOL", "SELECTION", "SOURCES", "STREAMS", "TENANTS", "SENDERS");
    for (var value : answer.getJsonArray("pools")) {
      JsonObject pool = value.asJsonObject();
      pools.row(
          pool.getString("pool"),
          pool.getString("selection"),
          list(pool, "sources"),
          list(pool, "streams"),
          list(pool, "tenants"),
          list(pool, "sender_domains"));
    }
    console.say("");
    pools.lines().forEach(console::say);
    advice.forEach(console::say);
  }

  private static String list(JsonObject object, String name) {
    List<String> texts = texts(object, name);
    return texts.isEmpty() ? "-" : String.join(",", texts);
  }

  private static List<String> texts(JsonObject object, String name) {
    return object.getJsonArray(name).getValuesAs(JsonString::getString);
  }
}
