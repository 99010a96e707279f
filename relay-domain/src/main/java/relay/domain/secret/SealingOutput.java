package relay.domain.secret;

import java.io.IOException;
import java.io.OutputStream;

/** Seals what is written, a chunk at a time; the last one when it is closed. One thread. */
final class SealingOutput extends OutputStream {
  private final OutputStream sealed;
  private final ContentCipher cipher;
  private final byte[] chunk = new byte[ContentCipher.CHUNK_OCTETS];
  private int used;
  private boolean closed;

  SealingOutput(OutputStream sealed, ContentCipher cipher) {
    this.sealed = sealed;
    this.cipher = cipher;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      // a full chunk waits for what follows: only then it is known not to be the last
      if (used == chunk.length) {
        sealed.write(cipher.seal(chunk, used, false));
        used = 0;
      }
      int n = Math.min(left, chunk.length - used);
      System.arraycopy(octets, at, chunk, used, n);
      used += n;
      at += n;
      left -= n;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (sealed) {
        sealed.write(cipher.seal(chunk, used, true));
      }
    }
  }
}
