package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.mail.MailOwner;

/** Shows opens and clicks of people and machines. */
final class TrackingCommand implements Subcommand {
  private static final List<String> QUERY =
      List.of("--by", "--from", "--until", "--stream", "--campaign");
  private static final Set<String> OPTIONS =
      Set.of("--tenant", "--by", "--from", "--until", "--stream", "--campaign");
  private final Supplier<ApiClient> relay;

  TrackingCommand(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "tracking [--by campaign|stream|link|variant|day] [--tenant ID] [--from DAY] [--until DAY]"
        + "   opens and clicks";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "tracking --tenant acme", "tracking --by link --campaign spring-sale --tenant acme");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, Set.of("--json"));
    if (!arguments.words().isEmpty()) {
      throw new Refusal(Refusal.USAGE, "opens and clicks of what? relay " + usage());
    }
    String tenant = arguments.option("--tenant").orElse(MailOwner.DEFAULT_TENANT);
    String path = "api/v1/tenants/" + ApiClient.part(tenant) + "/tracking";
    JsonObject answer = relay.get().get(path + new Query().given(arguments, QUERY));
    if (arguments.has("--json")) {
      console.say(answer.toString());
    } else {
      show(answer, console);
    }
    return 0;
  }

  private static void show(JsonObject answer, Console console) {
    String by = answer.getString("by");
    var table =
        new Table(by.toUpperCase(Locale.ROOT), "OPENS", "BY MACHINES", "CLICKS", "BY MACHINES");
    for (var value : answer.getJsonArray("rows")) {
      JsonObject row = value.asJsonObject();
      String name = row.getString(by);
      table.row(
          name.isEmpty() ? "-" : name,
          count(row, "opens", "people"),
          count(row, "opens", "machines"),
          count(row, "clicks", "people"),
          count(row, "clicks", "machines"));
    }
    table.lines().forEach(console::say);
    JsonObject domain = answer.getJsonObject("tracking_domain");
    if (domain != null && !domain.getBoolean("leads_here")) {
      console.say(
          domain.getString("name")
              + " does not lead here, so links stay untracked: "
              + domain.getString("found"));
    }
  }

  private static String count(JsonObject row, String what, String whose) {
    return row.containsKey(what) ? row.getJsonObject(what).get(whose).toString() : "-";
  }
}
