package relay.launcher;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code relay diagnose route}: which way the running relay would send a mail, and who says so. */
final class DiagnoseRoute implements Subcommand {
  private static final List<String> ABOUT =
      List.of("--sender", "--tenant", "--stream", "--lane", "--size", "--route", "--mail");
  private final Supplier<ApiClient> relay;

  DiagnoseRoute(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "diagnose route RECIPIENT [--sender A] [--tenant T] [--stream S] [--lane L] [--size N]"
        + " [--route R] [--mail ID] [--text]   where its mail goes, and what decides it";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "diagnose route ann@example.org --text",
        "diagnose route ann@example.org --tenant acme --stream news --lane bulk");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.copyOf(ABOUT), Set.of("--json", "--text"));
    if (arguments.words().size() != 1) {
      throw new Refusal(Refusal.USAGE, "to whom? relay " + usage());
    }
    var query = new Query().and("recipient", arguments.words().get(0)).given(arguments, ABOUT);
    JsonObject answer = relay.get().get("api/v1/diagnose/route" + query);
    if (arguments.has("--text")) {
      text(answer).forEach(console::say);
    } else {
      console.say(answer.toString());
    }
    return 0;
  }

  private static List<String> text(JsonObject answer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "mail for "
            + answer.getString("recipient")
            + " goes to "
            + answer.getString("hop")
            + " ("
            + answer.getString("kind")
            + "), as "
            + answer.getString("decided_by")
            + " says");
    for (JsonObject next : answer.getJsonArray("then").getValuesAs(JsonObject.class)) {
      lines.add("  if nobody there can be talked to: " + next.getString("hop"));
    }
    if (answer.containsKey("reply")) {
      lines.add("  " + answer.getString("reply"));
    }
    if (answer.containsKey("hosts")) {
      for (JsonObject host : answer.getJsonArray("hosts").getValuesAs(JsonObject.class)) {
        lines.add(
            "  "
                + host.getString("host")
                + " "
                + host.getString("address")
                + ":"
                + host.get("port"));
      }
    }
    if (answer.containsKey("not_asked")) {
      lines.add("  not asked, for they look at header fields: " + answer.getJsonArray("not_asked"));
    }
    return lines;
  }
}
