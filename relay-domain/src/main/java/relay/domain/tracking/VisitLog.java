package relay.domain.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;

/**
 * Brings visits into the journal. Whoever comes while nobody writes, writes at once; the others
 * leave theirs with him and go on, so that no more than one request ever waits for a slow journal.
 * What finds no room is dropped and counted. Thread-safe.
 */
public final class VisitLog {
  private static final int BATCH_MAX = 500;

  /** Room whatever the setting says: it bounds what waits, this what there is memory for. */
  private static final int ROOM = 1_000_000;

  private final Journal journal;
  private final BlockingQueue<MailEvent> waiting = new LinkedBlockingQueue<>(ROOM);
  private final ReentrantLock pen = new ReentrantLock();
  private final LongAdder dropped = new LongAdder();

  public VisitLog(Journal journal) {
    this.journal = journal;
  }

  /**
   * Takes visits in; they are in the journal when this returns, or soon after, unless the journal
   * cannot be written.
   *
   * @param waitingMax more than so many are dropped
   */
  public void add(List<MailEvent> events, int waitingMax) {
    for (MailEvent event : events) {
      if (waiting.size() >= waitingMax || !waiting.offer(event)) {
        dropped.increment();
      }
    }
    write();
  }

  /** Writes what waits; does nothing while somebody else does it. */
  public void write() {
    while (!waiting.isEmpty() && pen.tryLock()) {
      try {
        if (!writeBatch()) {
          return;
        }
      } finally {
        pen.unlock();
      }
    }
  }

  /** False when the journal cannot be written: what waits is tried again later. */
  private boolean writeBatch() {
    List<MailEvent> batch = new ArrayList<>();
    for (MailEvent event : waiting) {
      if (batch.size() == BATCH_MAX) {
        break;
      }
      batch.add(event);
    }
    if (batch.isEmpty()) {
      return true;
    }
    try {
      journal.write(batch);
    } catch (JournalUnavailable e) {
      return false;
    }
    // only who holds the pen takes away, so that these are still the first
    for (int i = 0; i < batch.size(); i++) {
      waiting.poll();
    }
    return true;
  }

  /** How many wait. */
  public int waiting() {
    return waiting.size();
  }

  /** How many were dropped for want of room since the start. */
  public long dropped() {
    return dropped.sum();
  }

  /** Counts one that was not to be written down. */
  void drop() {
    dropped.increment();
  }
}
