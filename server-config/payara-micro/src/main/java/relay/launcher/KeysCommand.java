package relay.launcher;

import java.security.SecureRandom;
import java.util.List;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.signing.command.DkimCommand;

/** Makes DKIM keys in the data folder and shows the DNS records that belong to them. */
final class KeysCommand implements Subcommand {

  @Override
  public String usage() {
    return "dkim create|show DOMAIN [--selector NAME] [--rsa-bits 2048] [--data DIR]"
        + "   makes or shows DKIM keys";
  }

  @Override
  public List<String> examples() {
    return List.of("dkim create example.com", "dkim show example.com");
  }

  @Override
  public int run(List<String> line, Console console) {
    return new DkimCommand(RelayConfiguration.load().node().dataFolder(), new SecureRandom())
        .run(line, console.out());
  }
}
