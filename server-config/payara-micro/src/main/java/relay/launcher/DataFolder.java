package relay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder that holds everything of one relay. One process at a time owns it. */
final class DataFolder {
  private static final String OWNER_ONLY = "rwx------";

  private final Path root;

  DataFolder(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** Written by the process; the start script reads it. */
  Path processId() {
    return root.resolve("relay.pid");
  }

  /** There once the relay is ready; holds the addresses. */
  Path ready() {
    return root.resolve("relay.ready");
  }

  /** The application server's own folder, made anew at every start. */
  Path server() {
    return root.resolve("server");
  }

  /** For files that live no longer than the process; empty at every start. */
  Path temporary() {
    return server().resolve("tmp");
  }

  /** What the application server keeps about batch jobs. */
  Path batch() {
    return root.resolve("batch");
  }

  Path log() {
    return root.resolve("log");
  }

  /**
   * Makes the folder and takes it for this process until it ends.
   *
   * @throws Refusal when it cannot be written or another process owns it
   */
  void take() {
    try {
      boolean isNew = Files.notExists(root);
      Files.createDirectories(root);
      if (isNew && root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(OWNER_ONLY));
      }
      Files.createDirectories(log());
      Files.createDirectories(batch());
      lock();
      Files.deleteIfExists(ready());
      Files.writeString(processId(), ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      throw new Refusal(
          Refusal.FOLDER,
          "the data folder "
              + root
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "); choose another with --data");
    }
  }

  /** The system gives the lock back when the process ends, however it ends. */
  private void lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("relay.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      throw new Refusal(
          Refusal.RUNNING, "it runs already: another process works in the data folder " + root);
    }
  }

  /**
   * Forgets what a killed server may have left half-written, but keeps the unpacked libraries of
   * the same build.
   *
   * @param build tells one build of relay.jar from another
   */
  void clearServer(String build) throws IOException {
    Path mark = server().resolve("build");
    Path libraries = server().resolve("runtime");
    boolean same = Files.exists(mark) && Files.readString(mark).equals(build);
    Files.createDirectories(server());
    try (Stream<Path> entries = Files.list(server())) {
      entries.filter(e -> !(same && e.equals(libraries))).forEach(DataFolder::delete);
    }
    Files.writeString(mark, build);
    Files.createDirectory(temporary());
  }

  private static void delete(Path tree) {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
