package relay.ejb.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.OctetSearch;

/**
 * Reads the journal from a position on, also while it is being written. Whoever keeps the position
 * durably, after having dealt with a batch, misses no event and meets some again after a crash:
 * they have the same ids. Thread-safe.
 */
public final class JournalReader {
  private static final Logger LOG = System.getLogger(JournalReader.class.getName());

  /** Most that one look reads, unless a line is longer. */
  static final int CHUNK_OCTETS = 256 << 10;

  private static final int LINE_OCTETS_MAX = 64 << 20;
  static final Set<EventType> ALL = Collections.unmodifiableSet(EnumSet.allOf(EventType.class));
  private final JournalFolder folder;
  private final EventJson json = new EventJson();

  public JournalReader(JournalFolder folder) {
    this.folder = folder;
  }

  /**
   * The next events, at most {@code eventsMax}; none when everything was read. A position in a file
   * that was pruned goes on with the oldest file there is.
   *
   * @throws IOException when the files cannot be read; try again later from the same position
   */
  public JournalBatch read(JournalPosition from, int eventsMax) throws IOException {
    return read(from, eventsMax, ALL);
  }

  /**
   * The same of some kinds of events alone, which costs much less: the others are passed over by
   * their first octets.
   */
  public JournalBatch read(JournalPosition from, int eventsMax, Set<EventType> wanted)
      throws IOException {
    return read(from, eventsMax, wanted, () -> false);
  }

  /**
   * The same for no longer than wanted: then there are no events, and it goes on from where it got
   * to.
   *
   * @param isOver asked before each piece of a file
   */
  public JournalBatch read(
      JournalPosition from, int eventsMax, Set<EventType> wanted, BooleanSupplier isOver)
      throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    JournalPosition position = from;
    while (events.isEmpty() && !isOver.getAsBoolean()) {
      // Listed before reading: when a later file is listed, this one has got its last line.
      Optional<JournalFileName> file = fileAt(position.file());
      if (file.isEmpty()) {
        return new JournalBatch(events, position);
      }
      Optional<JournalFileName> later = fileAt(file.get().number() + 1);
      if (file.get().number() != position.file()) {
        position = new JournalPosition(file.get().number(), 0);
      }
      JournalPosition next = readFile(file.get(), position, eventsMax, wanted, events);
      if (next.equals(position) && later.isEmpty()) {
        return new JournalBatch(events, position);
      }
      position = next.equals(position) ? new JournalPosition(later.get().number(), 0) : next;
      events.removeIf(RecordedEvent::carried);
    }
    return new JournalBatch(events, position);
  }

  /**
   * Behind everything that is written now; between two lines, for each is written whole.
   *
   * @throws IOException when the files cannot be read
   */
  public JournalPosition end() throws IOException {
    List<JournalFileName> files = folder.files();
    if (files.isEmpty()) {
      return JournalPosition.START;
    }
    JournalFileName newest = files.get(files.size() - 1);
    return new JournalPosition(newest.number(), Files.size(folder.pathOf(newest)));
  }

  private Optional<JournalFileName> fileAt(long number) throws IOException {
    return folder.files().stream().filter(f -> f.number() >= number).findFirst();
  }

  /** Appends events from one chunk of one file; where it got to. */
  JournalPosition readFile(
      JournalFileName name,
      JournalPosition from,
      int eventsMax,
      Set<EventType> wanted,
      List<RecordedEvent> events)
      throws IOException {
    try (var file = new RandomAccessFile(folder.pathOf(name).toFile(), "r")) {
      int size = CHUNK_OCTETS;
      while (true) {
        byte[] chunk = new byte[(int) Math.max(0, Math.min(size, file.length() - from.offset()))];
        file.seek(from.offset());
        file.readFully(chunk);
        int done = readLines(name, chunk, from.offset(), eventsMax, wanted, events);
        if (done > 0 || chunk.length < size) {
          return new JournalPosition(name.number(), from.offset() + done);
        }
        if (size >= LINE_OCTETS_MAX) {
          throw new IOException(
              "line of more than "
                  + LINE_OCTETS_MAX
                  + " octets at "
                  + from
                  + " in the journal; move the file away to go on");
        }
        size *= 2;
      }
    } catch (java.io.FileNotFoundException e) {
      throw new NoSuchFileException(name.toString(), null, "pruned while it was read");
    }
  }

  private int readLines(
      JournalFileName name,
      byte[] chunk,
      long offset,
      int eventsMax,
      Set<EventType> wanted,
      List<RecordedEvent> events) {
    int start = 0;
    while (events.size() < eventsMax) {
      int end = OctetSearch.lineFeed(chunk, start, chunk.length);
      if (end == chunk.length) {
        break; // the rest of a line that is not whole in this chunk
      }
      try {
        if (EventJson.typeOf(chunk, start, end - start).map(wanted::contains).orElse(true)) {
          events.add(json.read(chunk, start, end - start));
        }
      } catch (IllegalArgumentException e) {
        // A disk that lost power may leave garbage; one bad line must not hide all later ones.
        LOG.log(
            Logger.Level.WARNING,
            "journal " + name + " at octet " + (offset + start) + " skipped: " + e.getMessage());
      }
      start = end + 1;
    }
    return start;
  }
}
