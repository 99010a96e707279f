package relay.rar.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import relay.domain.smtp.SmtpReply;

/**
 * The octets of one connection, in clear text or through TLS. Used by the session's own thread;
 * {@link #cut}, {@link #isOverdue} and {@link #farewell} may be called by others.
 */
public final class Wire {
  private static final int INPUT_OCTETS = 16 * 1024;
  private static final int OUTPUT_OCTETS = 4 * 1024;
  private static final int LINGER_MILLIS = 200;
  private static final int LINGER_OCTETS_MAX = 1 << 20;
  // A TLS record that drips in octet by octet resets the socket's own timeout each time: beyond
  // this the watchdog cuts the connection.
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Socket raw;
  private final long writeNanos;
  private final LongSupplier nanoTime;
  private volatile Socket socket;
  private InputStream input;
  private OutputStream output;
  private final byte[] in = new byte[INPUT_OCTETS];
  private int position;
  private int end;
  private byte[] out = new byte[OUTPUT_OCTETS];
  private int pending;
  private boolean muted;
  private long readBy = Long.MAX_VALUE;
  private volatile long overdueAt = Long.MAX_VALUE;

  public Wire(Socket raw, long writeNanos, LongSupplier nanoTime) throws IOException {
    this.raw = raw;
    this.writeNanos = writeNanos;
    this.nanoTime = nanoTime;
    through(raw);
  }

  /** Goes on through another socket on the same connection: the TLS one. */
  public void through(Socket layer) throws IOException {
    socket = layer;
    input = layer.getInputStream();
    output = layer.getOutputStream();
  }

  public Socket raw() {
    return raw;
  }

  /** Throws away what has been read and not used, and what was sent without waiting for us. */
  public void discardInput() {
    position = 0;
    end = 0;
  }

  /** What has been read and not used, which is then forgotten here. */
  public byte[] takeUnread() {
    byte[] unread = Arrays.copyOfRange(in, position, end);
    discardInput();
    return unread;
  }

  /** The following reads must be done by then, in the terms of the given nano time. */
  public void readBy(long nanos) {
    readBy = nanos;
  }

  /** For work of others on the socket (handshake): it is cut when this moment has passed. */
  public void cutAt(long nanos) {
    overdueAt = nanos;
  }

  public boolean isOverdue(long now) {
    long at = overdueAt;
    return at != Long.MAX_VALUE && now - at > 0;
  }

  /** Whether the client's next words are here already. */
  public boolean hasInput() {
    return position < end;
  }

  /**
   * Reads up to CR LF.
   *
   * @param octetsMax with the line end
   * @throws SocketTimeoutException when {@link #readBy} has passed
   */
  public Line readLine(int octetsMax) throws IOException {
    int scanned = 0;
    byte[] earlier = null;
    while (true) {
      for (int i = position + scanned; i < end; i++) {
        byte b = in[i];
        if (b == '\n' || b == 0) {
          return lineUpTo(i, earlier, octetsMax);
        }
        if (b == '\r' && i + 1 < end && in[i + 1] != '\n') {
          return Line.BARE_LINE_END;
        }
      }
      int soFar = (earlier == null ? 0 : earlier.length) + end - position;
      if (soFar >= octetsMax) {
        return Line.TOO_LONG;
      }
      if (end - position == in.length) {
        earlier = append(earlier, in, position, end - 1);
        in[0] = in[end - 1];
        position = 0;
        end = 1;
      }
      // The last octet may be a CR whose LF is still to come: look at it again.
      scanned = Math.max(0, end - position - 1);
      if (!fill()) {
        return Line.END;
      }
    }
  }

  private Line lineUpTo(int lf, byte[] before, int octetsMax) {
    int length = lf - 1 - position;
    boolean crLf = in[lf] == '\n' && length >= 0 && in[lf - 1] == '\r';
    if (!crLf) {
      return Line.BARE_LINE_END;
    }
    if ((before == null ? 0 : before.length) + length + 2 > octetsMax) {
      return Line.TOO_LONG;
    }
    int from = position;
    position = lf + 1;
    return before == null
        ? text(in, from, length)
        : textOf(append(before, in, from, from + length));
  }

  private static Line textOf(byte[] octets) {
    return text(octets, 0, octets.length);
  }

  private static Line text(byte[] octets, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (octets[i] < 0) {
        return utf8(octets, from, length);
      }
    }
    return new Line(Line.Kind.TEXT, new String(octets, from, length, StandardCharsets.ISO_8859_1));
  }

  private static Line utf8(byte[] octets, int from, int length) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, from, length));
      return new Line(Line.Kind.TEXT, text.toString());
    } catch (CharacterCodingException e) {
      return Line.NOT_UTF8;
    }
  }

  private static byte[] append(byte[] before, byte[] octets, int from, int to) {
    int had = before == null ? 0 : before.length;
    byte[] all = before == null ? new byte[to - from] : Arrays.copyOf(before, had + to - from);
    System.arraycopy(octets, from, all, had, to - from);
    return all;
  }

  /** Where the unused octets are; their number is {@link #unread}. */
  public byte[] block() {
    return in;
  }

  public int blockOffset() {
    return position;
  }

  public int unread() {
    return end - position;
  }

  public void consume(int octets) {
    position += octets;
  }

  /**
   * Makes sure that there is something unread; false at the end of the connection.
   *
   * @throws SocketTimeoutException when {@link #readBy} has passed
   */
  public boolean await() throws IOException {
    return position < end || fill();
  }

  /** Reads on although something unread is here; false at the end of the connection. */
  public boolean more() throws IOException {
    return fill();
  }

  private boolean fill() throws IOException {
    flush();
    if (position == end) {
      position = 0;
      end = 0;
    } else if (end == in.length) {
      System.arraycopy(in, position, in, 0, end - position);
      end -= position;
      position = 0;
    }
    long left = readBy == Long.MAX_VALUE ? Long.MAX_VALUE : readBy - nanoTime.getAsLong();
    if (left <= 0) {
      throw new SocketTimeoutException("too slow");
    }
    long millis = Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    socket.setSoTimeout((int) millis);
    overdueAt = readBy == Long.MAX_VALUE ? Long.MAX_VALUE : readBy + GRACE_NANOS;
    int n = input.read(in, end, in.length - end);
    overdueAt = Long.MAX_VALUE;
    end += Math.max(n, 0);
    return n > 0;
  }

  /** Puts a reply into the line of replies; it leaves when the client falls silent. */
  public void reply(SmtpReply reply) throws IOException {
    var lines = reply.lines();
    String status = reply.status().map(Object::toString).orElse("");
    for (int i = 0; i < lines.size(); i++) {
      text(reply.code(), i == lines.size() - 1 ? ' ' : '-', status, lines.get(i));
    }
  }

  /** A line of our own words; the status may be empty. */
  public void text(int code, char separator, String status, String text) throws IOException {
    put((char) ('0' + code / 100));
    put((char) ('0' + code / 10 % 10));
    put((char) ('0' + code % 10));
    put(separator);
    if (!status.isEmpty()) {
      put(status);
      put(' ');
    }
    put(text);
    put('\r');
    put('\n');
  }

  /** A line of another protocol's. */
  public void line(String text) throws IOException {
    put(text);
    put('\r');
    put('\n');
  }

  /** From now on nothing is written: the last word has been said. */
  public void mute() {
    muted = true;
  }

  private void put(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      put(c >= ' ' && c < 127 ? c : '?');
    }
  }

  private void put(char c) throws IOException {
    if (pending == out.length) {
      flush();
    }
    out[pending++] = (byte) c;
  }

  /** Octets that somebody else made into a reply; for the greeting. */
  public void put(byte[] octets, int offset, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      put((char) (octets[offset + i] & 0xff));
    }
  }

  public void flush() throws IOException {
    if (pending > 0 && muted) {
      pending = 0;
    } else if (pending > 0) {
      int n = pending;
      pending = 0;
      overdueAt = nanoTime.getAsLong() + writeNanos;
      output.write(out, 0, n);
      output.flush();
      overdueAt = Long.MAX_VALUE;
    }
  }

  /**
   * Last words to a client that is waiting for its next command, from another thread than the
   * session's; then the connection is closed.
   */
  public void farewell(String line) {
    Socket last = socket;
    cutAt(nanoTime.getAsLong() + writeNanos);
    try {
      last.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      last.getOutputStream().flush();
      // Not close(): that of a TLS socket reads on (JDK 17), until the client says something or the
      // time for its next command is over.
      last.shutdownOutput();
    } catch (IOException e) {
      // It is gone already, which is what we wanted.
      overdueAt = Long.MAX_VALUE;
    } finally {
      cut();
    }
  }

  /** Ends the connection at once; reads and writes under way fail. */
  public void cut() {
    try {
      // Closing the TLS layer could wait for a write that hangs.
      raw.close();
    } catch (IOException e) {
      // Nothing more can be done about a socket that does not close.
      overdueAt = Long.MAX_VALUE;
    }
  }

  /** Says what is left to say and closes in good order. */
  public void close() {
    try {
      flush();
      cutAt(nanoTime.getAsLong() + writeNanos);
      if (socket == raw && !raw.isClosed()) {
        linger();
      }
      socket.close();
    } catch (IOException e) {
      cut();
    }
  }

  /**
   * Closing with unread octets makes the system send a reset, and the client may never see our last
   * reply: hear it out for a moment.
   */
  private void linger() throws IOException {
    if (input.available() == 0 && position == end) {
      return;
    }
    raw.shutdownOutput();
    raw.setSoTimeout(LINGER_MILLIS);
    int heard = 0;
    try {
      for (int n = input.read(in); n > 0 && heard < LINGER_OCTETS_MAX; n = input.read(in)) {
        heard += n;
      }
    } catch (SocketTimeoutException e) {
      // It says nothing more: it has had time to read.
      discardInput();
    }
  }
}
