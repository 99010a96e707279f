package relay.domain.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/** A new beginning, and another content from some octet on. Closing it closes the other. */
final class SplicedContent implements Content {
  private final byte[] head;
  private final Content rest;
  private final int from;

  private SplicedContent(byte[] head, Content rest, int from) {
    this.head = head;
    this.rest = rest;
    this.from = from;
  }

  /** In memory when the other is, else read as it comes. */
  static Content of(byte[] head, Content rest, int from) {
    Optional<byte[]> inMemory = rest.bytes();
    if (inMemory.isEmpty()) {
      return new SplicedContent(head, rest, from);
    }
    byte[] octets = inMemory.get();
    byte[] joined = new byte[head.length + octets.length - from];
    System.arraycopy(head, 0, joined, 0, head.length);
    System.arraycopy(octets, from, joined, head.length, octets.length - from);
    return Content.of(joined);
  }

  @Override
  public long size() {
    return head.length + rest.size() - from;
  }

  @Override
  public InputStream open() throws IOException {
    InputStream body = rest.open();
    try {
      body.skipNBytes(from);
    } catch (IOException e) {
      body.close();
      throw e;
    }
    return new SequenceInputStream(new ByteArrayInputStream(head), body);
  }

  @Override
  public void close() {
    rest.close();
  }
}
