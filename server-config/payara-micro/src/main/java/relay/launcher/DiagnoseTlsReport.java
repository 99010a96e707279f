package relay.launcher;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code relay diagnose tls-report}: what the running relay would tell a domain about today. */
final class DiagnoseTlsReport implements Subcommand {
  private final Supplier<ApiClient> relay;

  DiagnoseTlsReport(Supplier<ApiClient> relay) {
    this.relay = relay;
  }

  @Override
  public String usage() {
    return "diagnose tls-report DOMAIN   what a domain would be told of its TLS today, and where";
  }

  @Override
  public List<String> examples() {
    return List.of("diagnose tls-report example.org");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, Set.of(), Set.of("--json"));
    if (arguments.words().size() != 1) {
      throw new Refusal(Refusal.USAGE, "of which domain? relay " + usage());
    }
    String domain = ApiClient.part(arguments.words().get(0));
    console.say(relay.get().get("api/v1/diagnose/tls-report?domain=" + domain).toString());
    return 0;
  }
}
