package relay.domain.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.Content;

/**
 * A mail with something of ours before and after it; read as it comes, never held twice in memory.
 * Does not close the mail, which is another's.
 */
record EnclosedContent(byte[] before, Content mail, byte[] after) implements Content {
  @Override
  public long size() {
    return before.length + mail.size() + after.length;
  }

  @Override
  public InputStream open() throws IOException {
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(
                new ByteArrayInputStream(before), mail.open(), new ByteArrayInputStream(after))));
  }

  /** In memory when the mail is, which the queue decided by its size. */
  @Override
  public Optional<byte[]> bytes() {
    return mail.bytes().map(this::joined);
  }

  private byte[] joined(byte[] octets) {
    byte[] all = new byte[before.length + octets.length + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(octets, 0, all, before.length, octets.length);
    System.arraycopy(after, 0, all, before.length + octets.length, after.length);
    return all;
  }
}
