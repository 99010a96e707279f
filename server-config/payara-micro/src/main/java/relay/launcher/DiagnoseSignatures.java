package relay.launcher;

import java.time.InstantSource;
import java.util.List;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.signing.command.DiagnoseDkim;
import relay.domain.verification.PublishedKeys;

/** {@code relay diagnose dkim}: what the DKIM signatures of a mail are worth. */
final class DiagnoseSignatures implements Subcommand {

  @Override
  public String usage() {
    return "diagnose dkim FILE [--key-file RECORDS] [--text]   verifies the signatures of a mail";
  }

  @Override
  public List<String> examples() {
    return List.of("diagnose dkim mail.eml");
  }

  @Override
  public int run(List<String> line, Console console) {
    var dns = new ResolverRecordLookup(RelayConfiguration.load().dns());
    return new DiagnoseDkim(new PublishedKeys(dns), InstantSource.system())
        .run(line, console.out());
  }
}
