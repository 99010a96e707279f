package relay.ejb.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import relay.domain.journal.JournalFileName;
import relay.domain.retention.StreamName;

/**
 * Which streams have no lines in a journal file any more: a small file beside it, so that no run
 * reads the same file for the same stream twice. A mark that is lost costs a reading.
 */
final class CutMark {
  private final Path file;

  CutMark(Path folder, JournalFileName journal) {
    this.file = folder.resolve("cut-" + journal.number());
  }

  /** Those of the streams that have no mark. */
  Set<StreamName> unmarked(Set<StreamName> streams) throws IOException {
    Set<String> marked =
        Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : new HashSet<>();
    return streams.stream().filter(s -> !marked.contains(s.toString())).collect(Collectors.toSet());
  }

  void add(Set<StreamName> streams) throws IOException {
    Set<String> marked =
        Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
    streams.forEach(s -> marked.add(s.toString()));
    Files.write(file, marked);
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
