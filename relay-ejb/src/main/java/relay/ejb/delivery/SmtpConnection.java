package relay.ejb.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import relay.domain.smtp.SmtpReply;
import relay.domain.transport.Protection;
import relay.ejb.transport.TlsClient;

/**
 * The octets to and from one server. Commands gather until they are flushed, so that a group is one
 * packet; replies come through a bounded reader. Every wait ends with the step in hand: reads by
 * their own timer, writes and TLS, which have none, by the {@link ConnectionWatch} that closes the
 * socket. One thread at a time; only {@link #abort} and {@link #isOverdue} are for others.
 */
final class SmtpConnection {
  private static final long NO_STEP = Long.MIN_VALUE;
  private final Socket tcp = new Socket();
  private final ConnectionWatch watch;
  private final ReplyReader replies;
  private Socket socket = tcp;
  private InputStream in;
  private OutputStream out;
  private byte[] commands = new byte[512];
  private int commandsLength;
  private long attemptEnd;
  private volatile long stepEnd = NO_STEP;

  SmtpConnection(ConnectionWatch watch, int replyLineOctetsMax, int replyLinesMax) {
    this.watch = watch;
    replies = new ReplyReader(this::receive, replyLineOctetsMax, replyLinesMax);
  }

  /** No step goes on beyond this reading of {@link System#nanoTime}. */
  void beginAttempt(long endNanos) {
    attemptEnd = endNanos;
  }

  /** From now on the server has this long, within what the attempt leaves. */
  void beginStep(Duration limit) {
    long now = System.nanoTime();
    stepEnd = now + Math.min(limit.toNanos(), attemptEnd - now);
  }

  /** Nothing is awaited: the connection may lie idle. */
  void rest() {
    stepEnd = NO_STEP;
  }

  boolean isOverdue() {
    long end = stepEnd;
    return end != NO_STEP && System.nanoTime() - end >= 0;
  }

  /** Has the connection made from this address of ours. */
  void bind(InetAddress source) throws IOException {
    tcp.bind(new InetSocketAddress(source, 0));
  }

  /** Opens the connection within the step in hand. */
  void connect(InetSocketAddress server) throws IOException {
    watch.add(this);
    // Without it a mail that ends in a small packet waits for a delayed acknowledgement: 40 ms.
    tcp.setTcpNoDelay(true);
    tcp.connect(server, remainingMillis());
    in = tcp.getInputStream();
    out = tcp.getOutputStream();
  }

  /** Goes over to TLS within the step in hand; what came before in clear text is forgotten. */
  TlsClient.Encrypted startTls(TlsClient tls, Protection protection) throws IOException {
    replies.discard();
    tcp.setSoTimeout(remainingMillis());
    TlsClient.Encrypted encrypted = tls.handshake(tcp, protection);
    socket = encrypted.socket();
    in = socket.getInputStream();
    out = socket.getOutputStream();
    return encrypted;
  }

  /** What was agreed on with the server; only under TLS. */
  SSLSession tlsSession() {
    return ((SSLSocket) socket).getSession();
  }

  String sourceAddress() {
    InetAddress local = tcp.getLocalAddress();
    return local == null ? "" : local.getHostAddress();
  }

  /** Adds a command to the group that the next flush sends. */
  void queue(String command) {
    int length = command.length();
    if (commandsLength + length * 3 + 2 > commands.length) {
      commands =
          Arrays.copyOf(commands, Math.max(commands.length * 2, commandsLength + length * 3 + 2));
    }
    commandsLength = CommandOctets.put(command, commands, commandsLength);
  }

  int queued() {
    return commandsLength;
  }

  /** Sends the group within the step in hand. */
  void flush() throws IOException {
    int length = commandsLength;
    commandsLength = 0;
    out.write(commands, 0, length);
  }

  /** Sends octets within the step in hand. */
  void send(byte[] octets, int offset, int length) throws IOException {
    out.write(octets, offset, length);
  }

  /** The next reply, within the step in hand. */
  SmtpReply reply() throws IOException {
    return replies.read();
  }

  /** Whether the server said something that was not asked for. */
  boolean hasUnread() {
    return replies.hasUnread();
  }

  /** Whether octets wait in the socket; only meaningful without TLS, which has its own traffic. */
  boolean hasArrivals() throws IOException {
    return socket == tcp && in.available() > 0;
  }

  /** Ends the connection at once; whoever waits on it gets an IOException. Any thread. */
  void abort() {
    watch.remove(this);
    try {
      tcp.close();
    } catch (IOException e) {
      // A socket that cannot even be closed is gone as far as we are concerned.
      stepEnd = NO_STEP;
    }
  }

  private int receive(byte[] buffer, int offset, int length) throws IOException {
    socket.setSoTimeout(remainingMillis());
    return in.read(buffer, offset, length);
  }

  private int remainingMillis() throws SocketTimeoutException {
    long nanos = stepEnd - System.nanoTime();
    if (nanos <= 0) {
      throw new SocketTimeoutException();
    }
    return (int) Math.min(Integer.MAX_VALUE, nanos / 1_000_000 + 1);
  }
}
