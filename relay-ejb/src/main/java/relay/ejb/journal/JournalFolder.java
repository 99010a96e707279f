package relay.ejb.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import relay.domain.journal.JournalFileName;

/** The folder of the journal files. Thread-safe: holds nothing but the path. */
public final class JournalFolder {
  private static final int TAIL_OCTETS = 64 << 10;
  private final Path path;

  /**
   * @throws UncheckedIOException when the folder cannot be made
   */
  public JournalFolder(Path path) {
    this.path = path;
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal folder " + path + " cannot be made", e);
    }
  }

  public Path path() {
    return path;
  }

  /** The files there are, oldest first; the last one is being written. */
  public List<JournalFileName> files() throws IOException {
    try (var names = Files.list(path)) {
      return names
          .map(p -> JournalFileName.parse(p.getFileName().toString()))
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    }
  }

  Path pathOf(JournalFileName name) {
    return path.resolve(name.toString());
  }

  /** Makes the names in the folder durable; a file whose name is lost is lost. */
  void sync() throws IOException {
    try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Removes a last line without line end, which a crash left half written. */
  void cutTornLine(JournalFileName name) throws IOException {
    try (var file = new RandomAccessFile(pathOf(name).toFile(), "rw")) {
      byte[] tail = new byte[TAIL_OCTETS];
      long end = file.length();
      while (end > 0) {
        int length = (int) Math.min(TAIL_OCTETS, end);
        file.seek(end - length);
        file.readFully(tail, 0, length);
        for (int i = length - 1; i >= 0; i--) {
          if (tail[i] == '\n') {
            cut(file, end - length + i + 1);
            return;
          }
        }
        end -= length;
      }
      cut(file, 0);
    }
  }

  private static void cut(RandomAccessFile file, long length) throws IOException {
    if (file.length() > length) {
      file.setLength(length);
      file.getFD().sync();
    }
  }
}
