package relay.domain.bounce;

import java.io.InputStream;
import relay.domain.mail.Content;

/** Octets out of nothing, counted when read. */
final class EndlessContent implements Content {
  private final long size;
  long octetsRead;

  EndlessContent(long size) {
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    return new InputStream() {
      private long left = size;

      @Override
      public int read() {
        return left-- > 0 ? count(1, 'x') : -1;
      }

      @Override
      public int read(byte[] into, int from, int length) {
        if (left <= 0) {
          return -1;
        }
        int n = (int) Math.min(length, left);
        left -= n;
        return count(n, n);
      }

      private int count(int n, int result) {
        octetsRead += n;
        return result;
      }
    };
  }
}
