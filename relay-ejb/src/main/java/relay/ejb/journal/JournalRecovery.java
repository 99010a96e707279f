package relay.ejb.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.journal.UnprovenReceptions;

/**
 * Brings the ledger back from the newest files at start, and finds the mails that may never have
 * been stored. Reads so many of them as hold the endings the ledger keeps; attempts that were open
 * before stand at the head of each file.
 */
final class JournalRecovery {
  /** No line about a recipient's end is shorter, so this many octets hold at least one. */
  private static final int OCTETS_PER_ENTRY = 700;

  private static final int EVENTS_PER_CHUNK = 4_096;
  private final JournalFolder folder;
  private final JournalReader reader;

  JournalRecovery(JournalFolder folder) {
    this.folder = folder;
    this.reader = new JournalReader(folder);
  }

  /** Fills both; the number of the newest file, 0 when there is none. */
  long recover(AttemptLedger ledger, UnprovenReceptions receptions, int ledgerEntries)
      throws IOException {
    List<JournalFileName> files = folder.files();
    if (files.isEmpty()) {
      return 0;
    }
    folder.cutTornLine(files.get(files.size() - 1));
    int first = files.size();
    long wanted = (long) ledgerEntries * OCTETS_PER_ENTRY;
    while (first > 0 && wanted > 0) {
      first--;
      wanted -= Files.size(folder.pathOf(files.get(first)));
    }
    for (JournalFileName file : files.subList(first, files.size())) {
      replay(file, ledger, receptions);
      receptions.endOfFile();
    }
    return files.get(files.size() - 1).number();
  }

  private void replay(JournalFileName file, AttemptLedger ledger, UnprovenReceptions receptions)
      throws IOException {
    var position = new JournalPosition(file.number(), 0);
    while (true) {
      List<RecordedEvent> recorded = new ArrayList<>();
      JournalPosition next =
          reader.readFile(file, position, EVENTS_PER_CHUNK, JournalReader.ALL, recorded);
      if (next.equals(position)) {
        return;
      }
      List<MailEvent> events = recorded.stream().map(RecordedEvent::event).toList();
      ledger.note(events);
      receptions.note(events);
      position = next;
    }
  }
}
