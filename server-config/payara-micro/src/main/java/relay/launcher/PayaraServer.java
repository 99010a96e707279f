package relay.launcher;

import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Payara Micro with our archives inside the same file. */
final class PayaraServer {
  /** The archives inside relay.jar; the adapters are deployed before the application. */
  private static final List<String> ARCHIVES = List.of("artemis-rar", "relay-rar", "relay");

  private final DataFolder folder;

  PayaraServer(DataFolder folder) {
    this.folder = folder;
  }

  /**
   * Starts it; returns when everything is deployed.
   *
   * @throws Refusal when an archive was not deployed; the log says why
   */
  void start(Door http, boolean logToConsole) throws Exception {
    folder.clearServer(build());
    // The server leaves a folder for each start in the system's own, which others may read besides.
    System.setProperty("java.io.tmpdir", folder.temporary().toString());
    // Boots and deploys, too.
    PayaraMicroBoot server =
        PayaraMicroLauncher.create(
            new String[] {
              // Only this flag: with --nocluster beside it Hazelcast starts all the same.
              "--nohazelcast",
              "--disablephonehome",
              "--rootdir",
              folder.server().toString(),
              "--port",
              String.valueOf(http.port()),
              "--prebootcommandfile",
              write("commands.txt", commands(http)).toString(),
              "--logproperties",
              write("logging.properties", logging(logToConsole)).toString()
            });
    PayaraMicroRuntime runtime = server.getRuntime();
    for (String archive : ARCHIVES) {
      if (!runtime.getDeployedApplicationNames().contains(archive)) {
        throw new Refusal(
            Refusal.FAILED, archive + " did not start; the log in " + folder.log() + " says why");
      }
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.server().resolve(name), text);
  }

  private static String build() throws Exception {
    Path jar =
        Path.of(PayaraServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.size(jar) + " " + Files.getLastModifiedTime(jar);
  }

  /**
   * Before it boots: our address only, and a job repository that outlives the process, without
   * AUTO_SERVER, which would open a port on all interfaces, and without its half second before a
   * commit is written, in which a death would lose that a job was running. The folder is left to
   * the server to fill in: commands end at a blank.
   */
  private static String commands(Door http) {
    String server = "set configs.config.server-config.";
    return String.join(
        "\n",
        server
            + "network-config.network-listeners.network-listener.http-listener.address="
            + http.host(),
        "set resources.jdbc-connection-pool.H2Pool.property.URL"
            + "=jdbc:h2:file:${relay.data}/batch/repository;WRITE_DELAY=0",
        "");
  }

  /** One line a record; files that rotate, so that a log never fills the disk. */
  private String logging(boolean toConsole) {
    String handler =
        toConsole ? "java.util.logging.ConsoleHandler" : "java.util.logging.FileHandler";
    return String.join(
        "\n",
        "handlers=" + handler,
        handler + ".level=ALL",
        handler + ".formatter=java.util.logging.SimpleFormatter",
        "java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n",
        "java.util.logging.FileHandler.pattern="
            + folder.log().resolve("relay.%g.log").toString().replace("\\", "/"),
        "java.util.logging.FileHandler.limit=10000000",
        "java.util.logging.FileHandler.count=10",
        "java.util.logging.FileHandler.append=true",
        "java.util.logging.FileHandler.encoding=UTF-8",
        ".level=WARNING",
        "relay.level=INFO",
        "PayaraMicro.level=WARNING",
        // Expired certificates among the trusted ones of the server: nobody uses them here.
        "javax.enterprise.system.security.ssl.level=SEVERE",
        "jakarta.enterprise.web.level=WARNING",
        "jakarta.enterprise.web.util.level=SEVERE",
        "fish.payara.nucleus.level=WARNING",
        "com.hazelcast.level=WARNING",
        "");
  }
}
