package relay.ejb.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Which node this is among those over one database: the one of its data folder, which no other
 * process uses at the same time.
 *
 * @param name its host name
 */
record NodeId(String value, String name) {
  private static final String FILE = "node-id";
  private static final String FORM = "[0-9a-f]{16}";

  /** As it was made at the first start; a file that cannot be read as one is made anew. */
  static NodeId of(Path dataFolder, String name, RandomGenerator random) {
    Path file = dataFolder.resolve(FILE);
    try {
      if (Files.exists(file)) {
        String known = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (known.matches(FORM)) {
          return new NodeId(known, name);
        }
      }
      String made = String.format(Locale.ROOT, "%016x", random.nextLong());
      Files.createDirectories(dataFolder);
      Path beside = dataFolder.resolve(FILE + ".new");
      Files.writeString(beside, made + "\n", StandardCharsets.UTF_8);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new NodeId(made, name);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read or write " + file + ": the relay must be able to write its data folder", e);
    }
  }
}
