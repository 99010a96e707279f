package relay.rar.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import relay.domain.mail.Content;

/**
 * Takes the octets of one mail. What goes beyond a limit is counted and thrown away, so that the
 * client can always be heard out before it is refused. Used by one thread, then closed.
 */
public final class Intake implements AutoCloseable {
  static final int FIRST_OCTETS = 16 * 1024;

  /** Why a mail cannot be taken. */
  public enum Trouble {
    /** Larger than allowed. */
    TOO_LARGE,
    /** No memory for it now. */
    NO_MEMORY,
    /** The file could not be written. */
    NO_DISK
  }

  /**
   * What an intake may use; shared by all.
   *
   * @param hides whether files are encrypted
   */
  public record Store(MemoryBudget budget, long memoryPerMail, Path folder, boolean hides) {}

  private final Store store;
  private final long sizeMax;
  private byte[] memory = new byte[0];
  private int used;
  private FileContent file;
  private long size;
  private Trouble trouble;
  private IOException cause;

  public Intake(Store store, long sizeMax) {
    this.store = store;
    this.sizeMax = sizeMax;
  }

  /** Never throws for lack of room: that becomes {@link #trouble()}. */
  public void write(byte[] octets, int offset, int length) {
    size += length;
    if (trouble != null) {
      return;
    }
    if (size > sizeMax) {
      giveUp(Trouble.TOO_LARGE);
    } else if (file == null && used + length <= store.memoryPerMail) {
      toMemory(octets, offset, length);
    } else {
      toFile(octets, offset, length);
    }
  }

  /** Octets that came, those thrown away included. */
  public long size() {
    return size;
  }

  public Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** The failure behind {@link Trouble#NO_DISK}, for the log. */
  public Optional<IOException> cause() {
    return Optional.ofNullable(cause);
  }

  /** The mail; belongs to this intake and ends with it. Only without trouble. */
  public Content content() {
    if (trouble != null) {
      throw new IllegalStateException("the mail was not kept: " + trouble);
    }
    if (file != null) {
      return new Borrowed(file);
    }
    if (memory.length > used) {
      store.budget.giveBack(memory.length - used);
      memory = Arrays.copyOf(memory, used);
    }
    return Content.of(memory);
  }

  @Override
  public void close() {
    dropMemory();
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private void toMemory(byte[] octets, int offset, int length) {
    int needed = used + length;
    if (needed > memory.length) {
      int larger = Math.max(needed, Math.max(FIRST_OCTETS, memory.length * 2));
      larger = (int) Math.max(needed, Math.min(larger, store.memoryPerMail));
      if (!store.budget.take(larger - memory.length)) {
        giveUp(Trouble.NO_MEMORY);
        return;
      }
      memory = Arrays.copyOf(memory, larger);
    }
    System.arraycopy(octets, offset, memory, used, length);
    used = needed;
  }

  private void toFile(byte[] octets, int offset, int length) {
    try {
      if (file == null) {
        file = FileContent.in(store.folder, store.hides);
        file.append(memory, 0, used);
        dropMemory();
      }
      file.append(octets, offset, length);
    } catch (IOException e) {
      cause = e;
      giveUp(Trouble.NO_DISK);
    }
  }

  private void giveUp(Trouble why) {
    trouble = why;
    close();
  }

  private void dropMemory() {
    store.budget.giveBack(memory.length);
    memory = new byte[0];
    used = 0;
  }

  /** Readers of the mail may close it; the file lives as long as the intake. */
  private record Borrowed(FileContent file) implements Content {
    @Override
    public long size() {
      return file.size();
    }

    @Override
    public InputStream open() {
      return file.open();
    }
  }
}
