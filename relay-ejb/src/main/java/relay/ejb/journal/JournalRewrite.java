package relay.ejb.journal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Consumer;
import relay.domain.journal.EventJson;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.RecordedEvent;

/**
 * Writes a journal file anew, line by line, with some lines changed or left out. The new file takes
 * the place of the old one in one step, synced and with its age; a crash leaves the one or the
 * other. Only for files that are closed and that everybody who follows the journal has read: places
 * in the file mean something else afterwards. Thread-safe; one file at a time.
 */
public final class JournalRewrite {
  private static final Logger LOG = System.getLogger(JournalRewrite.class.getName());
  private static final int BUFFER_OCTETS = 256 << 10;
  private final JournalFolder folder;
  private final EventJson json = new EventJson();

  public JournalRewrite(JournalFolder folder) {
    this.folder = folder;
  }

  /** What becomes of a line. */
  public interface LineRule {
    /** The line as it is to be, without its end; the same to leave it, empty to leave it out. */
    Optional<String> rewritten(RecordedEvent event);
  }

  /** Whether a line may matter, by its octets. */
  public interface LineFilter {
    boolean mayMatter(byte[] octets, int from, int length);
  }

  /**
   * Applies the rule to each line that can be read; others stay.
   *
   * @return how many lines were changed or left out; 0 when the file stayed as it is, or is gone
   */
  public int rewrite(JournalFileName name, LineRule rule) throws IOException {
    return rewrite(name, (octets, from, length) -> true, rule);
  }

  /**
   * The same for lines that may matter.
   *
   * @param filter asked first: all other lines stay and are not read, and a file without any is not
   *     written
   */
  public synchronized int rewrite(JournalFileName name, LineFilter filter, LineRule rule)
      throws IOException {
    Path file = folder.pathOf(name);
    Path draft = file.resolveSibling(name + ".new");
    try {
      if (!mayMatter(file, filter)) {
        return 0;
      }
      FileTime age = Files.getLastModifiedTime(file);
      int changed = copy(file, draft, filter, rule);
      if (changed > 0) {
        Files.setLastModifiedTime(draft, age);
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        folder.sync();
      }
      return changed;
    } catch (NoSuchFileException e) {
      return 0; // pruned meanwhile
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Shows each line that can be read; none when the file is gone. */
  public void read(JournalFileName name, Consumer<RecordedEvent> reader) throws IOException {
    try (var lines = new JournalLines(folder.pathOf(name))) {
      while (lines.next()) {
        event(lines).ifPresent(reader);
      }
    } catch (NoSuchFileException e) {
      LOG.log(Logger.Level.DEBUG, "journal file " + name + " was pruned meanwhile", e);
    }
  }

  private static boolean mayMatter(Path file, LineFilter filter) throws IOException {
    try (var lines = new JournalLines(file)) {
      while (lines.next()) {
        if (filter.mayMatter(lines.octets(), lines.from(), lines.length())) {
          return true;
        }
      }
    }
    return false;
  }

  private int copy(Path file, Path draft, LineFilter filter, LineRule rule) throws IOException {
    int changed = 0;
    try (var lines = new JournalLines(file);
        FileOutputStream disk = new FileOutputStream(draft.toFile());
        OutputStream out = new BufferedOutputStream(disk, BUFFER_OCTETS)) {
      while (lines.next()) {
        boolean stays =
            !filter.mayMatter(lines.octets(), lines.from(), lines.length())
                || !changed(lines, rule, out);
        if (stays) {
          out.write(lines.octets(), lines.from(), lines.length());
        }
        changed += stays ? 0 : 1;
      }
      out.flush();
      disk.getFD().sync();
    }
    return changed;
  }

  /** Whether the rule wants it otherwise, and then writes it so. */
  private boolean changed(JournalLines lines, LineRule rule, OutputStream out) throws IOException {
    Optional<RecordedEvent> event = event(lines);
    if (event.isEmpty()) {
      return false;
    }
    Optional<String> after = rule.rewritten(event.get());
    if (after.isPresent() && after.get().equals(event.get().line())) {
      return false;
    }
    if (after.isPresent()) {
      out.write((after.get() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return true;
  }

  /** Empty for a line of a newer version or a damaged one: who follows the journal has told it. */
  private Optional<RecordedEvent> event(JournalLines lines) {
    try {
      return Optional.of(json.read(lines.octets(), lines.from(), lines.length()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
