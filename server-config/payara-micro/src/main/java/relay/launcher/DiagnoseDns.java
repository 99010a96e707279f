package relay.launcher;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code relay diagnose dns}: whether the resolvers of the running relay do what DNSSEC needs. */
final class DiagnoseDns implements Subcommand {
  private final Supplier<ApiClient> relay;

  DiagnoseDns(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "diagnose dns [--text]   whether the resolvers do what dns.dnssec needs, asked now";
  }

  @Override
  public List<String> examples() {
    return List.of("diagnose dns --text");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json", "--text"));
    if (!arguments.words().isEmpty()) {
      throw new Refusal(Refusal.USAGE, "it asks all resolvers: relay " + usage());
    }
    JsonObject answer = relay.get().get("api/v1/diagnose/dns");
    if (arguments.has("--text")) {
      text(answer, console);
    } else {
      console.say(answer.toString());
    }
    return answer.getBoolean("good") ? 0 : Refusal.FAILED;
  }

  private static void text(JsonObject answer, Console console) {
    String mode = answer.getString("dnssec");
    console.say("dns.dnssec = " + mode + (mode.equals("off") ? ": nobody is asked" : ""));
    for (JsonObject each : answer.getJsonArray("resolvers").getValuesAs(JsonObject.class)) {
      console.say("  " + each.getString("state") + ": " + each.getString("says"));
    }
  }
}
