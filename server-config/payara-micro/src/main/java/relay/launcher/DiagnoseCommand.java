package relay.launcher;

import java.time.InstantSource;
import java.util.ArrayList;
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
  public int run(Arguments arguments, Console console) {
    List<String> words = arguments.words();
    if (words.isEmpty() || !words.get(0).equals("dkim")) {
      throw new Refusal(Refusal.USAGE, "what shall be diagnosed? relay " + usage());
    }
    List<String> line = new ArrayList<>(words.subList(1, words.size()));
    arguments.option("key-file").ifPresent(file -> line.addAll(List.of("--key-file", file)));
    ResolverKeyLookup dns = new ResolverKeyLookup(RelayConfiguration.load().dns());
    return new DiagnoseDkim(dns, InstantSource.system()).run(line, console.out());
  }
}
