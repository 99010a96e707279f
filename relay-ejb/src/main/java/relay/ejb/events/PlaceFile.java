package relay.ejb.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import relay.domain.journal.JournalPosition;

/** A place in the journal in a file of its own, durable when it is written. One thread. */
final class PlaceFile {
  private final Path file;

  PlaceFile(Path file) {
    this.file = file;
  }

  /**
   * The place; empty when none was ever written.
   *
   * @throws IOException when the file cannot be read, or holds none
   */
  Optional<JournalPosition> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JournalPosition.parse(Files.readString(file).strip()));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged; delete it to begin with the next event", e);
    }
  }

  void write(JournalPosition place) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap((place + "\n").getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
