package relay.ejb.audit;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What this node remembers of the newest audit entry, apart from the database: {@code
 * <data>/audit.head}. Thread-safe.
 */
public final class AuditMark {
  private static final Logger LOG = System.getLogger(AuditMark.class.getName());
  private final Path file;
  private AuditRows.Head known;

  public AuditMark(Path dataFolder) {
    file = dataFolder.resolve("audit.head");
    known = read();
  }

  /** The newest entry ever seen; number 0 when there was none. */
  public synchronized AuditRows.Head known() {
    return known;
  }

  /**
   * Takes note of the head of the chain. One with a smaller number than was seen before is no news:
   * it is what {@link DatabaseAuditLog#verify} reports.
   */
  public synchronized void seen(AuditRows.Head head) {
    if (head.entry() <= known.entry()) {
      return;
    }
    Path next = file.resolveSibling("audit.head.new");
    try {
      Files.writeString(next, head.entry() + " " + head.hash() + "\n", StandardCharsets.US_ASCII);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      known = head;
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "cannot write " + file + "; trying again", e);
    }
  }

  private AuditRows.Head read() {
    try {
      String[] words = Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ");
      if (words.length == 2) {
        return new AuditRows.Head(Long.parseLong(words[0]), words[1]);
      }
    } catch (IOException | NumberFormatException e) {
      LOG.log(Logger.Level.DEBUG, "no memory of the audit's end in " + file);
    }
    return new AuditRows.Head(0, "");
  }
}
