package relay.ejb.journal;

import java.io.IOException;

/**
 * Lets many writers share one sync of a file: the first that finds none running syncs for all whose
 * octets are written, the others wait for it. No thread of its own. Thread-safe.
 */
final class GroupSync {

  /** What reaches the disk, and how far the file was written before. */
  interface Disk {
    /** The count of octets ever written. */
    long written();

    /** Brings all that is written to the disk. */
    void sync() throws IOException;
  }

  private final Disk disk;
  private long synced;
  private boolean running;
  private IOException failure;

  GroupSync(Disk disk) {
    this.disk = disk;
  }

  /**
   * Returns when the first {@code position} octets ever written are on the disk.
   *
   * @throws IOException when a sync failed before they were; what it should have brought there may
   *     be lost although a later one succeeds
   */
  void await(long position) throws IOException {
    while (true) {
      long target;
      synchronized (this) {
        boolean interrupted = false;
        while (running && synced < position && failure == null) {
          try {
            wait();
          } catch (InterruptedException e) {
            // The sync of the others ends soon; to leave early would call durable what is not.
            interrupted = true;
          }
        }
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        if (failure != null) {
          throw new IOException("a sync of the journal failed", failure);
        }
        if (synced >= position) {
          return;
        }
        running = true;
        target = disk.written();
      }
      lead(target);
    }
  }

  private void lead(long target) {
    IOException failed = null;
    try {
      disk.sync();
    } catch (IOException e) {
      failed = e;
    }
    synchronized (this) {
      running = false;
      failure = failed;
      synced = failed == null ? Math.max(synced, target) : synced;
      notifyAll();
    }
  }
}
