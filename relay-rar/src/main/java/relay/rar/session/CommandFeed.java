package relay.rar.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What the library reads instead of the socket: the bare name of one command at a time. So neither
 * its line reader (998 characters, no enhanced status, bare CR and LF) nor its debug log
 * (passwords) ever meets what the client sent.
 */
final class CommandFeed extends InputStream {
  private final SmtpSession session;
  private byte[] token = new byte[0];
  private int position;

  CommandFeed(SmtpSession session) {
    this.session = session;
  }

  @Override
  public int read() throws IOException {
    return more() ? token[position++] : -1;
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int n = Math.min(length, token.length - position);
    System.arraycopy(token, position, octets, offset, n);
    position += n;
    return n;
  }

  private boolean more() throws IOException {
    if (position < token.length) {
      return true;
    }
    String name = session.nextToken();
    if (name == null) {
      return false;
    }
    // The library wants four characters at least and cuts the name off at a space.
    token = (name + (name.length() < 4 ? " \r\n" : "\r\n")).getBytes(StandardCharsets.US_ASCII);
    position = 0;
    return true;
  }
}
