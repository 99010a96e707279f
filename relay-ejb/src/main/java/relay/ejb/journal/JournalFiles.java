package relay.ejb.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventIds;
import relay.domain.journal.EventLines;
import relay.domain.journal.EventObserver;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.JournalSettings;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.journal.UnprovenReceptions;

/**
 * The journal in rotated files. Lines are encoded and written under one lock, in one call to the
 * system; the sync is shared (see {@link GroupSync}) and waited for outside of the lock. Each file
 * begins with the attempts that were open, so that a start reads only the newest ones. The ledger
 * takes notice under the same lock, hence in the order of the lines. Thread-safe.
 */
public final class JournalFiles implements Journal, AutoCloseable {
  private static final Logger LOG = System.getLogger(JournalFiles.class.getName());
  private static final long DAY_MILLIS = 86_400_000L;
  private final JournalFolder folder;
  private final JournalSettings settings;
  private final InstantSource clock;
  private final Iterable<EventObserver> observers;
  private final AttemptLedger ledger;
  private final List<UnprovenReceptions.Unproven> unproven;
  private final Object lock = new Object();
  private final EventIds ids;
  private final EventLines lines = new EventLines();
  private volatile List<EventObserver> known;
  private JournalFile file;
  private long number;
  private boolean closed;

  private record Written(JournalFile file, long position) {}

  /**
   * Reads what the newest files tell and begins a new one.
   *
   * @param observers asked for at the first event, so that they may use the journal themselves
   * @throws JournalUnavailable when the folder cannot be read or written
   */
  public JournalFiles(
      JournalFolder folder,
      JournalSettings settings,
      InstantSource clock,
      RandomGenerator random,
      Iterable<EventObserver> observers) {
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
    this.observers = observers;
    this.ids = new EventIds(random);
    this.ledger = new AttemptLedger(settings.ledgerEntries());
    var receptions = new UnprovenReceptions();
    synchronized (lock) {
      try {
        number = new JournalRecovery(folder).recover(ledger, receptions, settings.ledgerEntries());
        begin(clock.millis());
      } catch (IOException e) {
        throw unavailable(e);
      }
    }
    this.unproven = receptions.found();
  }

  public AttemptLedger ledger() {
    return ledger;
  }

  /** The mails that the process before may have recorded and not stored. */
  public List<UnprovenReceptions.Unproven> unproven() {
    return unproven;
  }

  /** True while events can be written; when false the next write tries a new file. */
  public boolean isHealthy() {
    synchronized (lock) {
      return !closed && file != null && !file.isFailed();
    }
  }

  /**
   * Ends the file that is being written and begins the next one.
   *
   * @return number of the new file: all events so far stand in files before it
   * @throws JournalUnavailable when that cannot be done now
   */
  public long beginFile() {
    synchronized (lock) {
      try {
        if (closed) {
          throw new IOException("the journal is closed");
        }
        if (file != null && !file.isFailed()) {
          file.finish();
        }
        begin(clock.millis());
        return number;
      } catch (IOException e) {
        throw unavailable(e);
      }
    }
  }

  @Override
  public void write(List<MailEvent> events) {
    append(events);
    tell(events);
  }

  @Override
  public void writeDurably(List<MailEvent> events) {
    Written written = append(events);
    try {
      written.file().await(written.position());
    } catch (IOException e) {
      throw unavailable(e);
    }
    tell(events);
  }

  private Written append(List<MailEvent> events) {
    synchronized (lock) {
      try {
        long now = clock.millis();
        fileFor(now);
        lines.clear();
        for (MailEvent event : events) {
          lines.add(ids.next(now), event, false);
        }
        file.append(lines.octets(), lines.length());
        ledger.note(events);
        return new Written(file, file.written());
      } catch (IOException e) {
        throw unavailable(e);
      }
    }
  }

  private void fileFor(long now) throws IOException {
    if (closed) {
      throw new IOException("the journal is closed");
    }
    if (file == null || file.isFailed()) {
      begin(now);
    } else if (file.written() >= settings.fileSizeMax() || !file.isFrom(now / DAY_MILLIS)) {
      file.finish();
      begin(now);
    }
  }

  private void begin(long now) throws IOException {
    JournalFile before = file;
    file = null;
    if (before != null && before.isFailed()) {
      closeFailed(before);
    }
    var day = LocalDate.ofEpochDay(now / DAY_MILLIS);
    var name = new JournalFileName(number + 1, day);
    var next = new JournalFile(folder.pathOf(name), day);
    number = name.number();
    folder.sync();
    lines.clear();
    for (MailEvent attempt : ledger.open()) {
      lines.add(ids.next(now), attempt, true);
    }
    next.append(lines.octets(), lines.length());
    file = next;
  }

  private static void closeFailed(JournalFile before) {
    try {
      before.finish();
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "a journal file that failed was left: " + e.getMessage());
    }
  }

  private void tell(List<MailEvent> events) {
    List<EventObserver> all = known;
    if (all == null) {
      all = new ArrayList<>();
      observers.forEach(all::add);
      known = all;
    }
    for (int i = 0; i < all.size(); i++) {
      all.get(i).written(events);
    }
  }

  private JournalUnavailable unavailable(IOException cause) {
    return new JournalUnavailable(
        "the journal in " + folder.path() + " cannot be written; is the disk full or gone?", cause);
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (file != null) {
        try {
          file.finish();
        } catch (IOException e) {
          throw unavailable(e);
        }
      }
    }
  }
}
