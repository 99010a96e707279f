package relay.domain.secret;

import java.io.IOException;
import java.io.InputStream;

/** Reads a sealed content after its head and gives out what was sealed. One thread. */
final class OpeningStream extends ChunkStream {
  private final ContentCipher cipher;
  private final byte[] chunk = new byte[ContentCipher.CHUNK_OCTETS + ContentCipher.TAG_OCTETS];
  private boolean ended;

  OpeningStream(InputStream sealed, ContentCipher cipher) {
    super(sealed, new byte[0]);
    this.cipher = cipher;
  }

  @Override
  byte[] next() throws IOException {
    if (ended) {
      return null;
    }
    int length = fill(chunk);
    ended = isAtEnd();
    return cipher.open(chunk, 0, length, ended);
  }
}
