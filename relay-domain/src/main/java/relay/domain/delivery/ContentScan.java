package relay.domain.delivery;

import java.io.IOException;
import java.io.InputStream;
import relay.domain.mail.Content;

/** Looks for octets above 127 in a mail, block by block. */
final class ContentScan {
  private static final int BLOCK_OCTETS = 8192;

  private ContentScan() {}

  static boolean hasEightBit(Content content) throws IOException {
    return scan(content, false);
  }

  /** Only up to the empty line that ends the header. */
  static boolean hasEightBitHeader(Content content) throws IOException {
    return scan(content, true);
  }

  private static boolean scan(Content content, boolean headerOnly) throws IOException {
    try (InputStream in = content.open()) {
      byte[] block = new byte[BLOCK_OCTETS];
      int lineLength = 0;
      for (int n = in.read(block); n > 0; n = in.read(block)) {
        for (int i = 0; i < n; i++) {
          if (block[i] < 0) {
            return true;
          }
          if (block[i] == '\n') {
            if (headerOnly && lineLength == 0) {
              return false;
            }
            lineLength = 0;
          } else if (block[i] != '\r') {
            lineLength++;
          }
        }
      }
      return false;
    }
  }
}
