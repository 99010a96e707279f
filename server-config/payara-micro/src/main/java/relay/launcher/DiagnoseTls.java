package relay.launcher;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code relay diagnose tls}: how the running relay would speak to the hosts of a domain. */
final class DiagnoseTls implements Subcommand {
  private final Supplier<ApiClient> relay;

  DiagnoseTls(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "diagnose tls DOMAIN [--text]   how the hosts of a domain are spoken to, and why";
  }

  @Override
  public List<String> examples() {
    return List.of("diagnose tls example.org", "diagnose tls example.org --text");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json", "--text"));
    if (arguments.words().size() != 1) {
      throw new Refusal(Refusal.USAGE, "of which domain? relay " + usage());
    }
    String domain = URLEncoder.encode(arguments.words().get(0), StandardCharsets.UTF_8);
    JsonObject answer = relay.get().get("api/v1/diagnose/tls?domain=" + domain);
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
            + answer.getString("domain")
            + " goes by "
            + answer.getString("hop")
            + (answer.containsKey("decided_by")
                ? ", as " + answer.getString("decided_by") + " demands"
                : ""));
    if (answer.containsKey("mta_sts_problem")) {
      lines.add("  no MTA-STS policy could be fetched: " + answer.getString("mta_sts_problem"));
    }
    if (answer.containsKey("dnssec")) {
      for (JsonObject step : answer.getJsonArray("dnssec").getValuesAs(JsonObject.class)) {
        lines.add(
            "  "
                + step.getString("about")
                + ": "
                + step.getString("status")
                + (step.containsKey("why") ? ", " + step.getString("why") : ""));
      }
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
                + ": "
                + host.getString("policy")
                + ", "
                + host.getString("says"));
      }
    }
    return lines;
  }
}
