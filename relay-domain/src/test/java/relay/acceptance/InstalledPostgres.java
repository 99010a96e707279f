package relay.acceptance;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of this machine, started on a free port for one test class. It refuses to run as
 * root, so under root it runs as nobody.
 */
public final class InstalledPostgres implements AutoCloseable {
  private static final String USER = "relay";
  private static final long PATIENCE_SECONDS = 300;
  private final Path programs;
  private final Path folder;
  private final int port;

  private InstalledPostgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Empty when no PostgreSQL is installed. */
  public static Optional<InstalledPostgres> start(Path folder) throws IOException {
    Optional<Path> programs = programs();
    if (programs.isEmpty()) {
      return Optional.empty();
    }
    // outside of the test's own folder, which nobody else may enter
    Path open = Files.createTempDirectory("relay-postgres");
    var server = new InstalledPostgres(programs.get(), open, freePort());
    if (isRoot()) {
      run(List.of("chown", "nobody", open.toString()), folder);
    }
    server.run("initdb", "-D", server.data(), "-U", USER, "-A", "trust", "-E", "UTF8", "-N");
    server.restart();
    return Optional.of(server);
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return USER;
  }

  public void restart() throws IOException {
    run(
        "pg_ctl",
        "start",
        "-w",
        "-D",
        data(),
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-c listen_addresses=127.0.0.1 -c fsync=off -k " + folder + " -p " + port);
  }

  public void stop() throws IOException {
    run("pg_ctl", "stop", "-m", "immediate", "-D", data());
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "nobody", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command, folder);
  }

  private static void run(List<String> command, Path folder) throws IOException {
    Path output = Files.createTempFile("relay-postgres", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Optional<Path> programs() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(debian)) {
      try (var versions = Files.list(debian)) {
        versions.map(v -> v.resolve("bin")).sorted(Comparator.reverseOrder()).forEach(found::add);
      }
    }
    Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
        .map(Path::of)
        .forEach(found::add);
    return found.stream().filter(p -> Files.isExecutable(p.resolve("initdb"))).findFirst();
  }

  @Override
  public void close() throws IOException {
    stop();
    TemporaryFolder.delete(folder);
  }
}
