package relay.launcher;

import java.time.InstantSource;
import java.util.List;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.signing.command.DiagnoseDkim;

/** Shows as JSON what the relay makes of an input, by the very code of the mail path. */
final class DiagnoseCommand implements Subcommand {

  @Override
  public String usage() {
    return "diagnose dkim FILE [--key-file RECORDS]   verifies the signatures of a mail";
  }

  @Override
  public List<String> examples() {
    return List.of("diagnose dkim mail.eml");
  }

  @Override
  public int run(List<String> line, Console console) {
    if (line.isEmpty() || !line.get(0).equals("dkim")) {
      throw new Refusal(Refusal.USAGE, "what shall be diagnosed? relay " + usage());
    }
    ResolverKeyLookup dns = new ResolverKeyLookup(RelayConfiguration.load().dns());
    return new DiagnoseDkim(dns, InstantSource.system())
        .run(line.subList(1, line.size()), console.out());
  }
}
