package relay.ejb.quota;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts in a file of the data folder, a line for each holder. A file that is gone or damaged is no
 * reason not to start: the limits begin anew. For one thread at a time.
 */
final class QuotaFile {
  private static final Logger LOG = System.getLogger(QuotaFile.class.getName());
  private final Path file;
  private boolean failing;

  /**
   * @param file in the data folder
   */
  QuotaFile(Path file) {
    this.file = file;
  }

  Map<String, long[]> read() {
    Map<String, long[]> state = new HashMap<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] fields = line.split("\t");
          long[] arrivals = new long[fields.length - 1];
          for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = Long.parseLong(fields[i + 1]);
          }
          state.put(fields[0], arrivals);
        }
      }
    } catch (IOException | NumberFormatException e) {
      LOG.log(Logger.Level.WARNING, "the quotas begin anew: " + file + " cannot be read", e);
    }
    return state;
  }

  /** Whole or not at all; not synced, for what it takes from a crash may be forgotten. */
  void write(Map<String, long[]> state) {
    var text = new StringBuilder();
    state.forEach(
        (key, arrivals) -> {
          text.append(key);
          for (long arrival : arrivals) {
            text.append('\t').append(arrival);
          }
          text.append('\n');
        });
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      failing = false;
    } catch (IOException e) {
      LOG.log(
          failing ? Logger.Level.DEBUG : Logger.Level.WARNING,
          "the quotas cannot be written to " + file,
          e);
      failing = true;
    }
  }
}
