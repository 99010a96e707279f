package relay.endtoend;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** One broker as a process of its own, by a file of server-config/artemis. */
final class BrokerProcess {
  private static final Duration START_MAX = Duration.ofMinutes(3);
  private final Path folder;
  private final Path file;
  private final int port;
  private final int otherPort;
  private Process process;

  BrokerProcess(Path folder, String file, int port, int otherPort) {
    this.folder = folder;
    this.file = Path.of("..", "artemis", file);
    this.port = port;
    this.otherPort = otherPort;
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /** Starts it unless it runs; does not wait. */
  void start() throws IOException {
    if (process != null && process.isAlive()) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Drelay.broker.store=" + folder.resolve("store"),
            "-Drelay.broker.port=" + port,
            "-Drelay.broker.other-port=" + otherPort,
            "-Drelay.broker.pair-password=between the two",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerPair.class.getName(),
            file.toUri().toString());
    Path log = folder.resolve(file.getFileName() + ".log");
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Whether it takes connections; one that waits for the other does not. */
  boolean isLive() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  static void awaitOneOf(List<BrokerProcess> brokers) {
    Awaitility.await("a broker takes connections, logs in " + brokers.get(0).folder)
        .atMost(START_MAX)
        .until(() -> brokers.stream().anyMatch(BrokerProcess::isLive));
  }
}
