package relay.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for as long as it is open, where no test makes one. */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /** A new one, empty. */
  public static TemporaryFolder make(String name) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory(name));
  }

  @Override
  public void close() {
    delete(path);
  }

  /** Takes a folder away with all that is in it; one that is gone is no error. */
  public static void delete(Path folder) {
    try {
      List<Path> deepestFirst;
      try (Stream<Path> found = Files.walk(folder)) {
        deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
