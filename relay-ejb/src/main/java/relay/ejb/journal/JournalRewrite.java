package relay.ejb.journal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
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

  /**
   * Applies the rule to each line that can be read; others stay.
   *
   * @return how many lines were changed or left out; 0 when the file stayed as it is, or is gone
   */
  public synchronized int rewrite(JournalFileName name, LineRule rule) throws IOException {
    Path file = folder.pathOf(name);
    Path draft = file.resolveSibling(name + ".new");
    try {
      FileTime age = Files.getLastModifiedTime(file);
      int changed = copy(file, draft, rule);
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
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(folder.pathOf(name)), BUFFER_OCTETS)) {
      var line = new ByteArrayOutputStream();
      while (readLine(in, line)) {
        event(line.toByteArray()).ifPresent(reader);
      }
    } catch (NoSuchFileException e) {
      LOG.log(Logger.Level.DEBUG, "journal file " + name + " was pruned meanwhile", e);
    }
  }

  private int copy(Path file, Path draft, LineRule rule) throws IOException {
    int changed = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_OCTETS);
        FileOutputStream disk = new FileOutputStream(draft.toFile());
        OutputStream out = new BufferedOutputStream(disk, BUFFER_OCTETS)) {
      var line = new ByteArrayOutputStream();
      while (readLine(in, line)) {
        byte[] before = line.toByteArray();
        byte[] after = rewritten(before, rule);
        out.write(after);
        changed += after == before ? 0 : 1;
      }
      out.flush();
      disk.getFD().sync();
    }
    return changed;
  }

  /** With its line end; false at the end of the file. */
  private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    line.reset();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      line.write(octet);
      if (octet == '\n') {
        return true;
      }
    }
    return line.size() > 0;
  }

  /** The very same array when nothing changes. */
  private byte[] rewritten(byte[] line, LineRule rule) {
    Optional<RecordedEvent> event = event(line);
    if (event.isEmpty()) {
      return line;
    }
    Optional<String> after = rule.rewritten(event.get());
    if (after.isEmpty()) {
      return new byte[0];
    }
    return after.get().equals(event.get().line())
        ? line
        : (after.get() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Empty for a line of a newer version or a damaged one: who follows the journal has told it. */
  private Optional<RecordedEvent> event(byte[] line) {
    try {
      return Optional.of(json.read(line, 0, line.length));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
