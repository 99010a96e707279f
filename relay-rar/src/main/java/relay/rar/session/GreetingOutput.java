package relay.rar.session;

import java.io.IOException;
import java.io.OutputStream;
import relay.rar.wire.Wire;

/** Where the library writes its few words (the greeting, a refusal before it). */
final class GreetingOutput extends OutputStream {
  private final Wire wire;

  GreetingOutput(Wire wire) {
    this.wire = wire;
  }

  @Override
  public void write(int octet) throws IOException {
    wire.put(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    wire.put(octets, offset, length);
  }

  @Override
  public void flush() throws IOException {
    wire.flush();
  }
}
