package relay.domain.signing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import relay.domain.mail.Content;

/**
 * Reads a mail once, header first, then the body piece by piece. Content in memory is not copied;
 * otherwise memory is bounded by the header's limit. Not thread-safe.
 */
final class MailReader implements Closeable {
  private static final int CHUNK_OCTETS = 64 * 1024;

  private final boolean inMemory;
  private final InputStream in;
  private byte[] buffer;
  private int filled;
  private int headerEnd;
  private final Optional<HeaderBlock> header;

  MailReader(Content content, int headerOctetsMax) throws IOException {
    Optional<byte[]> octets = content.bytes();
    inMemory = octets.isPresent();
    if (inMemory) {
      in = InputStream.nullInputStream();
      buffer = octets.get();
      filled = buffer.length;
      headerEnd = HeaderBlock.bodyStart(buffer, 0, filled);
    } else {
      in = content.open();
      buffer = new byte[CHUNK_OCTETS];
      headerEnd = readHeader(headerOctetsMax);
    }
    if (headerEnd < 0) {
      headerEnd = filled;
    }
    header =
        headerEnd > headerOctetsMax
            ? Optional.empty()
            : Optional.of(HeaderBlock.of(buffer, 0, headerEnd));
  }

  /** The fields; empty when they are longer than the limit. */
  Optional<HeaderBlock> header() {
    return header;
  }

  /** Hands the whole body over; to be called once. */
  void readBody(BodyPart part) throws IOException {
    part.accept(buffer, headerEnd, filled - headerEnd);
    if (inMemory) {
      return;
    }
    // The header's buffer stays as it is: its fields point into it.
    byte[] chunk = new byte[CHUNK_OCTETS];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      part.accept(chunk, 0, n);
    }
  }

  private int readHeader(int headerOctetsMax) throws IOException {
    int found = -1;
    while (found < 0 && filled <= headerOctetsMax) {
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int n = in.read(buffer, filled, buffer.length - filled);
      if (n < 0) {
        return -1;
      }
      found = HeaderBlock.bodyStart(buffer, filled, filled + n);
      filled += n;
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Takes a piece of the body; the array may change afterwards. */
  @FunctionalInterface
  interface BodyPart {
    void accept(byte[] octets, int from, int count);
  }
}
