package relay.ejb.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * The one file that is being written. Appending needs a lock of the caller; waiting for the sync
 * needs none.
 */
final class JournalFile implements GroupSync.Disk {
  private final long day;
  // Not a FileChannel: an interrupt of any writer would close it for all.
  private final RandomAccessFile file;
  private final GroupSync sync = new GroupSync(this);
  private volatile long written;
  private volatile boolean failed;

  JournalFile(Path path, LocalDate day) throws IOException {
    this.day = day.toEpochDay();
    file = new RandomAccessFile(path.toFile(), "rw");
  }

  /** Appends whole lines; on failure none of their octets stay. */
  void append(byte[] octets, int length) throws IOException {
    try {
      file.write(octets, 0, length);
      written += length;
    } catch (IOException e) {
      failed = true;
      file.setLength(written);
      file.seek(written);
      failed = false;
      throw e;
    }
  }

  /** Returns when everything up to this position is on the disk. */
  void await(long position) throws IOException {
    try {
      sync.await(position);
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  boolean isFrom(long epochDay) {
    return day == epochDay;
  }

  /** True once octets may be missing or half written: nothing more may be appended. */
  boolean isFailed() {
    return failed;
  }

  @Override
  public long written() {
    return written;
  }

  @Override
  public void sync() throws IOException {
    file.getFD().sync();
  }

  /** Syncs and closes; waiters of what was written before return as usual. */
  void finish() throws IOException {
    try {
      if (!failed) {
        sync.await(written);
      }
    } finally {
      file.close();
    }
  }
}
