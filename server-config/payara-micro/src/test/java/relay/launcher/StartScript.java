package relay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code server-config/bin/relay} with the relay.jar of this build. */
final class StartScript {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private final Path output;
  private final List<String> options;

  StartScript(Path folder, Path data, Path settings) {
    this.output = folder.resolve("script.out");
    this.options = List.of("--data", data.toString(), "--settings", settings.toString());
  }

  /**
   * What the operator sees.
   *
   * @param text both streams
   */
  record Outcome(int exitCode, String text) {}

  Outcome run(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(System.getProperty("relay.script")));
    line.addAll(Arrays.asList(words));
    line.addAll(options);
    ProcessBuilder script = new ProcessBuilder(line).redirectErrorStream(true);
    // To a file: the process that stays behind must not hold a pipe of ours open.
    script.redirectOutput(output.toFile());
    script.environment().put("RELAY_JAR", System.getProperty("relay.jar"));
    script.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process running = script.start();
    if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      running.destroyForcibly();
      throw new IOException("the script did not end: " + Files.readString(output));
    }
    return new Outcome(running.exitValue(), Files.readString(output));
  }
}
