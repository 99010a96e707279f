package relay.domain.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/** Header fields in memory and the content they stand before. */
record JoinedContent(byte[] fields, Content rest) implements Content {
  @Override
  public long size() {
    return fields.length + rest.size();
  }

  @Override
  public InputStream open() throws IOException {
    return new SequenceInputStream(new ByteArrayInputStream(fields), rest.open());
  }

  @Override
  public Optional<byte[]> bytes() {
    return rest.bytes().map(this::joined);
  }

  private byte[] joined(byte[] octets) {
    byte[] all = new byte[fields.length + octets.length];
    System.arraycopy(fields, 0, all, 0, fields.length);
    System.arraycopy(octets, 0, all, fields.length, octets.length);
    return all;
  }

  @Override
  public void close() {
    rest.close();
  }
}
