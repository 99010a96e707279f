package relay.domain.verification.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an exception instead of giving more octets than it may. */
final class BoundedInput extends FilterInputStream {
  private long left;

  BoundedInput(InputStream in, long octetsMax) {
    super(in);
    left = octetsMax;
  }

  /** There are more octets than allowed. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge() {
      super("it is larger than allowed when it is unpacked (received-reports.*)");
    }
  }

  @Override
  public int read() throws IOException {
    int octet = in.read();
    count(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] octets, int from, int length) throws IOException {
    int read = in.read(octets, from, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = in.skip(wanted);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long octets) throws IOException {
    left -= octets;
    if (left < 0) {
      throw new TooLarge();
    }
  }
}
