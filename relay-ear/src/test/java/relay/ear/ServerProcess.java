package relay.ear;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import relay.acceptance.MailJourney;

/** An application server of its own distribution, run by the script in server-config. */
final class ServerProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 60;
  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  static ServerProcess start(Path script, Path home, MailJourney journey, Path log)
      throws IOException {
    ProcessBuilder run =
        new ProcessBuilder(
            script.toString(),
            home.toString(),
            System.getProperty("relay.ear"),
            journey.data().toString(),
            String.valueOf(journey.httpPort()),
            journey.settings().toString());
    run.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new ServerProcess(run.redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the script and every process below it; some servers start a child of their own. */
  @Override
  public void close() {
    Stream<ProcessHandle> all = process.descendants();
    ProcessHandle[] children = all.toArray(ProcessHandle[]::new);
    process.destroy();
    for (ProcessHandle child : children) {
      child.destroy();
    }
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (ProcessHandle child : children) {
      child.destroyForcibly();
    }
  }
}
