package relay.launcher;

import java.security.SecureRandom;
import java.util.List;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.signing.command.DkimCommand;

/**
 * DKIM keys: those in the data folder without a running relay, those that a running relay looks
 * after by asking it.
 */
final class KeysCommand implements Subcommand {

  @Override
  public String usage() {
    return "dkim create|show|rotate|list|records|retire|remove DOMAIN [SELECTOR] [--tenant T]"
        + "   key files in the data folder (create, show), or keys that the relay rotates";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "dkim create example.com",
        "dkim show example.com",
        "dkim rotate acme.example --tenant acme [--algorithm rsa,ed25519] [--selector NAME]",
        "dkim list acme.example --tenant acme --json",
        "dkim retire acme.example r20260131 --tenant acme --dry-run",
        "dkim remove acme.example r20260131 --tenant acme",
        "dkim records acme.example --tenant acme");
  }

  @Override
  public int run(List<String> line, Console console) {
    if (!line.isEmpty() && DomainKeyCommand.VERBS.contains(line.get(0))) {
      return new DomainKeyCommand(ApiClient::ofProcess).run(line, console);
    }
    return new DkimCommand(RelayConfiguration.load().node().dataFolder(), new SecureRandom())
        .run(line, console.out());
  }
}
