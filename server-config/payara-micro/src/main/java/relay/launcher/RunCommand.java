package relay.launcher;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.AdministratorFile;
import relay.domain.http.LocalToken;
import relay.domain.secret.ContentKeySource;

/** Runs the relay in this process until it is told to stop. */
final class RunCommand implements Subcommand {
  /** Set by the start script when nobody watches the process: the log goes to files. */
  static final String BACKGROUND_PROPERTY = "relay.background";

  @Override
  public String usage() {
    return "run [--data DIR] [--settings FILE]   runs the relay in this process";
  }

  @Override
  public int run(List<String> line, Console console) throws Exception {
    Arguments.of(line, Set.of());
    RelayConfiguration configuration = RelayConfiguration.load();
    // said here in one sentence, and not by a server that half starts
    new ContentKeySource(configuration.content()).read();
    DataFolder folder = new DataFolder(configuration.node().dataFolder());
    folder.take();
    System.setProperty(RelayConfiguration.DATA_PROPERTY, folder.root().toString());
    List<Door> doors = new ArrayList<>();
    for (Door door : Door.of(configuration)) {
      doors.add(door.checked());
    }
    SecureRandom random = new SecureRandom();
    LocalToken.in(folder.root()).orMake(random);
    AdministratorFile.in(folder.root())
        .createIfAbsent(random)
        .ifPresent(
            password ->
                console.say(
                    "First start: the administrator is admin with the password "
                        + password
                        + " (it is not stored and not shown again)"));
    console.say("Starting in " + folder.root());

    new PayaraServer(folder).start(doors.get(0), !Boolean.getBoolean(BACKGROUND_PROPERTY));

    String addresses = addresses(doors);
    Files.writeString(folder.ready(), addresses);
    folder.ready().toFile().deleteOnExit();
    folder.processId().toFile().deleteOnExit();
    console.say("Ready\n" + addresses);
    new CountDownLatch(1).await();
    return 0;
  }

  private static String addresses(List<Door> doors) {
    StringBuilder text = new StringBuilder();
    for (Door door : doors) {
      text.append(door.isHttp() ? "  http://" : "  smtp://")
          .append(door)
          .append(door.isHttp() ? "/" : "   " + door.name())
          .append('\n');
    }
    return text.toString();
  }
}
