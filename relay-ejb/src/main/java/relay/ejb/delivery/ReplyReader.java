package relay.ejb.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import relay.domain.smtp.SmtpReply;

/**
 * Reads replies (RFC 5321 4.2.1) from a server that may be hostile: a line and the number of lines
 * are bounded, and memory is this one buffer plus the lines of one reply. A lone LF ends a line
 * too, as some servers send it. Not thread-safe.
 */
final class ReplyReader {
  /** Where the octets come from; blocks no longer than the step in hand may take. */
  interface Source {
    /** As {@link java.io.InputStream#read(byte[], int, int)}. */
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  private final Source source;
  private final int linesMax;
  private final byte[] buffer;
  private int start;
  private int end;

  ReplyReader(Source source, int lineOctetsMax, int linesMax) {
    this.source = source;
    this.linesMax = linesMax;
    this.buffer = new byte[lineOctetsMax];
  }

  /**
   * The next whole reply.
   *
   * @throws GarbledReply when what comes is no reply or breaks a bound
   * @throws EOFException when the server closed the connection before the reply was complete
   */
  SmtpReply read() throws IOException {
    int lineEnd = nextLine();
    int code = code(lineEnd);
    if (isLast(lineEnd)) {
      SmtpReply reply = SmtpReply.received(code, List.of(text(lineEnd)));
      start = lineEnd + 1;
      return reply;
    }
    List<String> lines = new ArrayList<>();
    while (!isLast(lineEnd)) {
      lines.add(text(lineEnd));
      start = lineEnd + 1;
      if (lines.size() == linesMax) {
        throw new GarbledReply("more than " + linesMax + " lines");
      }
      lineEnd = nextLine();
      if (code(lineEnd) != code) {
        throw new GarbledReply("different codes in one reply");
      }
    }
    lines.add(text(lineEnd));
    start = lineEnd + 1;
    return SmtpReply.received(code, lines);
  }

  /** Whether something was received that nobody has read yet. */
  boolean hasUnread() {
    return start < end;
  }

  /** Forgets what was received and not read: RFC 3207 4.2, nothing said in clear text counts. */
  void discard() {
    start = 0;
    end = 0;
  }

  /** Makes sure a whole line is in the buffer; the index of its LF. */
  private int nextLine() throws IOException {
    int scanned = start;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          return scanned;
        }
      }
      if (end - start == buffer.length) {
        throw new GarbledReply("a line of more than " + buffer.length + " octets");
      }
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        scanned -= start;
        start = 0;
      }
      int n = source.read(buffer, end, buffer.length - end);
      if (n < 0) {
        throw new EOFException();
      }
      end += n;
    }
  }

  private int code(int lineEnd) throws GarbledReply {
    if (lineEnd - start >= 3) {
      int code = digit(0) * 100 + digit(1) * 10 + digit(2);
      boolean inRange = digit(0) >= 2 && digit(0) <= 5 && digit(1) <= 9 && digit(2) <= 9;
      if (inRange && digit(1) >= 0 && digit(2) >= 0 && isSeparator(lineEnd)) {
        return code;
      }
    }
    String seen = new String(buffer, start, Math.min(60, lineEnd - start), StandardCharsets.UTF_8);
    throw new GarbledReply("\"" + seen.strip() + "\"");
  }

  private int digit(int index) {
    return buffer[start + index] - '0';
  }

  private boolean isSeparator(int lineEnd) {
    byte b = buffer[start + 3];
    return b == ' ' || b == '-' || b == '\r' || start + 3 == lineEnd;
  }

  private boolean isLast(int lineEnd) {
    return start + 3 >= lineEnd || buffer[start + 3] != '-';
  }

  private String text(int lineEnd) {
    int from = Math.min(start + 4, lineEnd);
    int to = lineEnd > from && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }
}
