package relay.rar.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import relay.domain.mail.Content;

/**
 * Content in a file that nobody else sees: it is deleted as soon as it is open where the system can
 * do that, so that a crash leaves nothing behind, and on close otherwise.
 */
final class FileContent implements Content {
  private final OpenFile file;
  private long size;

  private FileContent(OpenFile file) {
    this.file = file;
  }

  /**
   * @param hides whether what is in the file is encrypted
   */
  static FileContent in(Path folder, boolean hides) throws IOException {
    Files.createDirectories(folder);
    Path path = folder.resolve("receiving-" + UUID.randomUUID() + ".eml");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    return new FileContent(hides ? new HiddenFile(channel) : new OpenFile.Plain(channel));
  }

  void append(byte[] octets, int offset, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(octets, offset, length);
    while (rest.hasRemaining()) {
      size += file.write(rest, size);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    return new Reader();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads by position, so that readers do not disturb each other. */
  private final class Reader extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int n = file.read(ByteBuffer.wrap(octets, offset, length), position);
      position += Math.max(n, 0);
      return n;
    }
  }
}
