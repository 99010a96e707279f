package relay.domain.signing.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import relay.domain.mail.Content;

/**
 * A mail in a file; lines that end with LF alone are read as if they ended with CR LF.
 *
 * @param size octets as they are read, with each CR that the file lacks
 */
public record MailFile(Path path, long size) implements Content {
  private static final int BUFFER_OCTETS = 64 * 1024;

  /**
   * The mail in this file.
   *
   * @throws IOException when the file cannot be read
   */
  public static MailFile of(Path path) throws IOException {
    try (InputStream in = open(path)) {
      return new MailFile(path, in.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Override
  public InputStream open() throws IOException {
    return open(path);
  }

  private static InputStream open(Path path) throws IOException {
    return new LineEnds(new BufferedInputStream(Files.newInputStream(path), BUFFER_OCTETS));
  }

  /** Puts a CR before each LF that has none; what is passed over counts as it would be read. */
  private static final class LineEnds extends InputStream {
    private final InputStream in;
    private int last = -1;
    private boolean held;

    LineEnds(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      if (held) {
        held = false;
        last = '\n';
        return '\n';
      }
      int octet = in.read();
      if (octet == '\n' && last != '\r') {
        held = true;
        last = '\r';
        return '\r';
      }
      last = octet;
      return octet;
    }

    @Override
    public int read(byte[] octets, int from, int count) throws IOException {
      int n = 0;
      while (n < count) {
        int octet = read();
        if (octet < 0) {
          return n == 0 && count > 0 ? -1 : n;
        }
        octets[from + n++] = (byte) octet;
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
