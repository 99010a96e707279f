package relay.ejb.routing;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import relay.domain.canary.CanaryBook;
import relay.domain.routing.TargetHealth;
import relay.domain.spend.SpendBook;

/**
 * What a restart must not forget of the targets of routes: how they do, what they took, and what
 * became of their canary mails. Files in the data folder, written whole or not at all, and only
 * when something changed. A file that is gone or damaged is no reason not to start. For one thread
 * at a time.
 */
final class TargetMemory {
  private static final Logger LOG = System.getLogger(TargetMemory.class.getName());
  private final Path health;
  private final Path spend;
  private final Path canaries;
  private final Map<Path, List<String>> written = new HashMap<>();

  TargetMemory(Path dataFolder) {
    this.health = dataFolder.resolve("target-health");
    this.spend = dataFolder.resolve("target-spend");
    this.canaries = dataFolder.resolve("target-canaries");
  }

  void restore(TargetHealth all) {
    restore(health, all::restore);
  }

  void restore(SpendBook book) {
    restore(spend, book::restore);
  }

  void restore(CanaryBook book) {
    restore(canaries, book::restore);
  }

  void save(TargetHealth all, SpendBook book, CanaryBook birds) {
    write(health, all.lines());
    write(spend, book.lines());
    write(canaries, birds.lines());
  }

  private static void restore(Path file, ToIntFunction<List<String>> reader) {
    try {
      int passed = Files.exists(file) ? reader.applyAsInt(Files.readAllLines(file)) : 0;
      if (passed > 0) {
        LOG.log(Logger.Level.WARNING, "{0} lines of {1} say nothing", passed, file);
      }
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the targets of routes begin anew: cannot read " + file, e);
    }
  }

  private void write(Path file, List<String> lines) {
    if (lines.equals(written.getOrDefault(file, List.of()))) {
      return;
    }
    boolean failing = written.containsKey(file) && written.get(file) == null;
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.write(draft, lines);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      written.put(file, lines);
    } catch (IOException e) {
      LOG.log(
          failing ? Logger.Level.DEBUG : Logger.Level.WARNING,
          "what is known of the targets of routes cannot be written to " + file,
          e);
      written.put(file, null);
    }
  }
}
