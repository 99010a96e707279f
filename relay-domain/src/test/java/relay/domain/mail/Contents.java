package relay.domain.mail;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Mail contents as they stand in tests. */
public final class Contents {
  private Contents() {}

  /** Lines of Latin-1 text, each ended by CR LF. */
  public static Content lines(String... lines) {
    return inMemory(String.join("\r\n", lines) + "\r\n");
  }

  public static Content inMemory(String octets) {
    return Content.of(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The same octets, but not in memory: as a file would give them, in small pieces. */
  public static Content streamed(byte[] octets) {
    return new Content() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new FilterInputStream(new ByteArrayInputStream(octets)) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 7));
          }
        };
      }
    };
  }

  public static String textOf(Content content) throws IOException {
    try (InputStream in = content.open()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
