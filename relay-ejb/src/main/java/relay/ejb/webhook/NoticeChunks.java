package relay.ejb.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.JournalPosition;
import relay.domain.notice.Notice;
import relay.domain.webhook.JournalPlace;
import relay.ejb.journal.JournalBatch;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalReader;

/**
 * The journal as endpoints read it. Those that are up to date read the same chunks, so each is read
 * and understood once for all of them. Thread-safe.
 */
final class NoticeChunks {
  private static final int EVENTS = 500;
  private static final int KEPT = 32;
  private final JournalFolder folder;
  private final JournalReader journal;
  private final Map<JournalPosition, NoticeChunk> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JournalPosition, NoticeChunk> eldest) {
          return size() > KEPT;
        }
      };

  NoticeChunks(JournalFolder folder, JournalReader journal) {
    this.folder = folder;
    this.journal = journal;
  }

  /**
   * The chunk that begins here.
   *
   * @throws IOException when the journal cannot be read now
   */
  synchronized NoticeChunk read(JournalPosition from) throws IOException {
    NoticeChunk known = kept.get(from);
    if (known != null) {
      return known;
    }
    JournalBatch batch = journal.read(from, EVENTS);
    List<Notice> notices =
        batch.events().stream().map(Notice::of).flatMap(Optional::stream).toList();
    var chunk = new NoticeChunk(notices, batch.next(), batch.events().isEmpty());
    if (!chunk.isEnd()) {
      kept.put(from, chunk);
    }
    return chunk;
  }

  /** Forgets what it has read: for when nobody needs it any more. */
  synchronized void clear() {
    kept.clear();
  }

  /** The place before everything that was written at this time or later. */
  JournalPlace placeAt(Instant time) throws IOException {
    List<JournalFileName> files = folder.files();
    for (JournalFileName file : files) {
      Instant last = Files.getLastModifiedTime(folder.path().resolve(file.toString())).toInstant();
      if (!last.isBefore(time)) {
        return JournalPlace.atFile(file.number());
      }
    }
    return JournalPlace.atFile(files.isEmpty() ? 0 : files.get(files.size() - 1).number());
  }
}
