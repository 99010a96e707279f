package relay.domain.secret;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is made of another one chunk by chunk. One thread. */
abstract class ChunkStream extends InputStream {
  private final InputStream source;
  private byte[] ready;
  private int at;
  private int peeked = -2;

  ChunkStream(InputStream source, byte[] first) {
    this.source = source;
    this.ready = first;
  }

  /** The next octets; null at the end. */
  abstract byte[] next() throws IOException;

  /** Fills the chunk from the source; how many octets there were. */
  final int fill(byte[] chunk) throws IOException {
    int from = 0;
    if (peeked >= 0) {
      chunk[from++] = (byte) peeked;
    }
    int length = from + source.readNBytes(chunk, from, chunk.length - from);
    peeked = source.read();
    return length;
  }

  /** Whether the source has ended; to be asked after {@link #fill}. */
  final boolean isAtEnd() {
    return peeked == -1;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] octets, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (ready != null && at == ready.length) {
      ready = next();
      at = 0;
    }
    if (ready == null) {
      return -1;
    }
    int n = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, octets, offset, n);
    at += n;
    return n;
  }

  @Override
  public final void close() throws IOException {
    source.close();
  }
}
