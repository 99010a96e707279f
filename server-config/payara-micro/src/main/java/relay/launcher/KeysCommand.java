package relay.launcher;

import java.security.SecureRandom;
import java.util.ArrayList;
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
  public int run(Arguments arguments, Console console) {
    List<String> line = new ArrayList<>(arguments.words());
    for (String option : List.of("selector", "rsa-bits")) {
      arguments.option(option).ifPresent(value -> line.addAll(List.of("--" + option, value)));
    }
    return new DkimCommand(RelayConfiguration.load().node().dataFolder(), new SecureRandom())
        .run(line, console.out());
  }
}
