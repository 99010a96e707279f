package relay.ejb.queues;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what goes through. One thread. */
final class CountedOutput extends FilterOutputStream {
  private long octets;

  CountedOutput(OutputStream out) {
    super(out);
  }

  long octets() {
    return octets;
  }

  @Override
  public void write(int octet) throws IOException {
    out.write(octet);
    octets++;
  }

  @Override
  public void write(byte[] some, int offset, int length) throws IOException {
    out.write(some, offset, length);
    octets += length;
  }
}
