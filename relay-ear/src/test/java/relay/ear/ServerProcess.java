package relay.ear;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import relay.acceptance.MailJourney;

/** An application server of its own distribution, run by the script in server-config. */
final class ServerProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 90;
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
    run.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ServerProcess(run.start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9} of the script and of every process below it; returns when they are gone. */
  void kill() throws InterruptedException {
    List<ProcessHandle> all = family();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      awaitEnd(one);
    }
  }

  /** Ends the script and every process below it; some servers start a child of their own. */
  @Override
  public void close() {
    List<ProcessHandle> all = family();
    all.forEach(ProcessHandle::destroy);
    try {
      for (ProcessHandle one : all) {
        awaitEnd(one);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private static void awaitEnd(ProcessHandle one) throws InterruptedException {
    try {
      one.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      one.destroyForcibly();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
