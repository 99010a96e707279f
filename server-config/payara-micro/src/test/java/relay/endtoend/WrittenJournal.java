package relay.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import relay.domain.journal.EventJson;
import relay.domain.journal.RecordedEvent;

/** What a relay has written into its journal. */
final class WrittenJournal {
  private WrittenJournal() {}

  /** All whole lines, file after file. */
  static List<RecordedEvent> of(Path data) throws IOException {
    List<Path> files;
    try (var all = Files.list(data.resolve("journal"))) {
      files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
    var json = new EventJson();
    List<RecordedEvent> events = new ArrayList<>();
    for (Path file : files) {
      byte[] octets = Files.readAllBytes(file);
      int start = 0;
      for (int i = 0; i < octets.length; i++) {
        if (octets[i] == '\n') {
          events.add(json.read(octets, start, i - start));
          start = i + 1;
        }
      }
    }
    return events;
  }
}
