package relay.ejb.queues;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import relay.domain.mail.Content;

/** A large content in a temporary file, which is deleted when the content is closed. */
final class FileContent implements Content {
  private final Path file;
  private final long size;

  FileContent(Path file) throws IOException {
    this.file = file;
    this.size = Files.size(file);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary file " + file + " cannot be deleted", e);
    }
  }
}
