package relay.domain.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The octets of a mail (RFC 5322, CR LF line ends, no dot-stuffing), in memory or in a file. Can be
 * read any number of times, by several threads at once, until it is closed. Whoever made it closes
 * it.
 */
public interface Content extends AutoCloseable {

  /** Length in octets. */
  long size();

  /** A new reader from the first octet on; the caller closes it. */
  InputStream open() throws IOException;

  /** The octets themselves when they are in memory; never to be changed. */
  default Optional<byte[]> bytes() {
    return Optional.empty();
  }

  /**
   * This content with another header.
   *
   * @param header whole fields, each CR LF ended, and the empty line where the old header had it;
   *     not copied, must not change
   * @param oldLength octets of this content that it stands in place of
   */
  default Content withHeader(byte[] header, int oldLength) {
    return SplicedContent.of(header, this, oldLength);
  }

  @Override
  default void close() {}

  /**
   * This content with header fields before it, without copying it.
   *
   * @param fields whole fields, each CR LF ended; not copied, must not change
   */
  default Content after(byte[] fields) {
    return fields.length == 0 ? this : new JoinedContent(fields, this);
  }

  /** Content held in memory; the array is not copied and must not change. */
  static Content of(byte[] octets) {
    return new Content() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }

      @Override
      public Optional<byte[]> bytes() {
        return Optional.of(octets);
      }
    };
  }
}
