package relay.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import relay.domain.configuration.RelayConfiguration;

/** Tells whether the relay of a data folder runs, where it listens, and how it feels. */
final class StatusCommand implements Subcommand {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public String usage() {
    return "status [--data DIR] [--settings FILE]   tells whether it runs, and where";
  }

  @Override
  public List<String> examples() {
    return List.of("status", "status --data /var/lib/relay");
  }

  @Override
  public int run(List<String> line, Console console) throws Exception {
    Arguments.of(line, Set.of());
    DataFolder folder = new DataFolder(RelayConfiguration.load().node().dataFolder());
    long process = processOf(folder);
    if (Files.notExists(folder.ready())) {
      throw new Refusal(
          Refusal.DOWN, "process " + process + " is starting in " + folder.root() + ", not ready");
    }
    String addresses = Files.readString(folder.ready());
    console.say("running as process " + process + " in " + folder.root());
    console.out().print(addresses);
    console.say(health(addresses));
    return 0;
  }

  /** The process that has the folder, when it lives. */
  static long processOf(DataFolder folder) throws IOException {
    Path file = folder.processId();
    if (Files.exists(file)) {
      long id = Long.parseLong(Files.readString(file).strip());
      if (ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false)) {
        return id;
      }
    }
    throw new Refusal(Refusal.DOWN, "no relay runs in " + folder.root());
  }

  private static String health(String addresses) throws InterruptedException {
    URI health =
        addresses
            .lines()
            .map(String::strip)
            .filter(a -> a.startsWith("http://"))
            .findFirst()
            .map(a -> URI.create(a + "health"))
            .orElseThrow();
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(PATIENCE)
              .build()
              .send(
                  HttpRequest.newBuilder(health).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofString());
      return "health (" + answer.statusCode() + "): " + answer.body().strip();
    } catch (IOException e) {
      throw new Refusal(Refusal.DOWN, health + " does not answer: " + e);
    }
  }
}
