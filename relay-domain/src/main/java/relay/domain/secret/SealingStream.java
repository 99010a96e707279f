package relay.domain.secret;

import java.io.IOException;
import java.io.InputStream;

/** Reads a content and gives it out sealed, its head first. One thread. */
final class SealingStream extends ChunkStream {
  private final ContentCipher cipher;
  private final byte[] chunk = new byte[ContentCipher.CHUNK_OCTETS];
  private boolean ended;

  SealingStream(byte[] head, InputStream content, ContentCipher cipher) {
    super(content, head);
    this.cipher = cipher;
  }

  @Override
  byte[] next() throws IOException {
    if (ended) {
      return null;
    }
    int length = fill(chunk);
    ended = isAtEnd();
    return cipher.seal(chunk, length, ended);
  }
}
