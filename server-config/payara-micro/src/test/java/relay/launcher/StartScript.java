package relay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code server-config/bin/relay} with the relay.jar of this build. */
final class StartScript {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private final Path output;
  private final List<String> options;
  private final Path script;
  private final Map<String, String> environment;

  StartScript(Path folder, Path data, Path settings) {
    this(
        folder.resolve("script.out"),
        List.of("--data", data.toString(), "--settings", settings.toString()),
        Path.of(System.getProperty("relay.script")),
        Map.of("RELAY_JAR", System.getProperty("relay.jar")));
  }

  private StartScript(
      Path output, List<String> options, Path script, Map<String, String> environment) {
    this.output = output;
    this.options = options;
    this.script = script;
    this.environment = environment;
  }

  /** The same script in another clone, which has to build relay.jar first. */
  StartScript inClone(Path tree, Path maven) {
    return new StartScript(
        output,
        options,
        tree.resolve("server-config/bin/relay"),
        Map.of("PATH", maven.getParent() + ":" + System.getenv("PATH")));
  }

  /**
   * What the operator sees.
   *
   * @param text both streams
   */
  record Outcome(int exitCode, String text) {}

  /** What the process takes for the system's folder of temporary files. */
  Path temporary() throws IOException {
    return Files.createDirectories(output.resolveSibling("tmp"));
  }

  Outcome run(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(script.toString()));
    line.addAll(Arrays.asList(words));
    line.addAll(options);
    ProcessBuilder process = new ProcessBuilder(line).redirectErrorStream(true);
    // To a file: the process that stays behind must not hold a pipe of ours open.
    process.redirectOutput(output.toFile());
    process.environment().remove("RELAY_JAR");
    process.environment().putAll(environment);
    // half the processor time of a start
    process
        .environment()
        .put("RELAY_JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + temporary());
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process running = process.start();
    if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      running.destroyForcibly();
      throw new IOException("the script did not end: " + Files.readString(output));
    }
    return new Outcome(running.exitValue(), Files.readString(output));
  }
}
