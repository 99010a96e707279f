package relay.ear;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.glassfish.embeddable.GlassFish;
import relay.acceptance.MailJourney;

/** GlassFish Embedded with the EAR of this build, as a process of its own. */
final class GlassFishProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);
  private static final int STOP_SECONDS = 60;

  /** What GlassFish 7 needs of a modular JDK. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.io",
          "java.base/java.util",
          "java.base/java.net",
          "java.base/sun.net.www.protocol.jar",
          "java.base/sun.net.www.protocol.jrt",
          "java.base/jdk.internal.vm.annotation",
          "java.naming/javax.naming.spi",
          "java.rmi/sun.rmi.transport",
          "jdk.management/com.sun.management.internal");

  private static final List<String> EXPORTED =
      List.of("java.base/jdk.internal.ref", "java.naming/com.sun.jndi.ldap");

  private final Process process;
  private final Path log;

  private GlassFishProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Returns when the EAR is deployed. */
  static GlassFishProcess start(Path folder, MailJourney journey) throws IOException {
    Path deployed = folder.resolve("deployed");
    Path log = Path.of(System.getProperty("relay.ear")).resolveSibling("glassfish.log");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(p -> line.addAll(List.of("--add-opens", p + "=ALL-UNNAMED")));
    EXPORTED.forEach(p -> line.addAll(List.of("--add-exports", p + "=ALL-UNNAMED")));
    line.addAll(
        List.of(
            "-Xmx512m",
            // half the processor time of a start
            "-XX:TieredStopAtLevel=1",
            "-Djava.net.preferIPv4Stack=false",
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
            "-Drelay.data=" + journey.data(),
            "-Drelay.settings=" + journey.settings(),
            "-Dcom.sun.enterprise.connectors.inbound.ramid=relay#artemis-rar",
            "-cp",
            placeOf(GlassFish.class)
                + System.getProperty("path.separator")
                + placeOf(EmbeddedServer.class),
            EmbeddedServer.class.getName(),
            System.getProperty("relay.ear"),
            String.valueOf(journey.httpPort()),
            deployed.toString()));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    GlassFishProcess server = new GlassFishProcess(process, log);
    try {
      await().atMost(START).until(() -> Files.exists(deployed) || !process.isAlive());
    } finally {
      if (Files.notExists(deployed)) {
        server.close();
      }
    }
    if (Files.notExists(deployed)) {
      throw new IOException("the EAR was not deployed:\n" + server.complaints());
    }
    return server;
  }

  /** The end of the log, for the reader of a failed test. */
  String complaints() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return String.join("\n", lines.filter(l -> !l.startsWith("\tat ")).limit(400).toList());
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static String placeOf(Class<?> type) {
    return Path.of(
            java.net.URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
