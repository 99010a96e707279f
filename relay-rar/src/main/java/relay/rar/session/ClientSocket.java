package relay.rar.session;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import relay.rar.admission.Admission;

/**
 * The socket as the library sees it: reads give names of commands, writes go to our line of
 * replies, closing cuts the connection. The session behind it is ours.
 */
public final class ClientSocket extends Socket {
  private final SmtpSession session;
  private final Admission.Ticket ticket;
  private final Runnable whenEnded;
  private final CommandFeed feed;
  private final GreetingOutput output;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Thread owner;
  private volatile boolean closed;

  /**
   * @param ticket the connection's place
   * @param whenEnded runs once, when the connection needs its place no longer
   */
  public ClientSocket(SmtpSession session, Admission.Ticket ticket, Runnable whenEnded) {
    this.session = session;
    this.ticket = ticket;
    this.whenEnded = whenEnded;
    this.feed = new CommandFeed(session);
    this.output = new GreetingOutput(session.wire());
  }

  public SmtpSession session() {
    return session;
  }

  public Admission.Ticket ticket() {
    return ticket;
  }

  /** The session's thread has begun; from now on it and nobody else ends the session. */
  public void begin() {
    owner = Thread.currentThread();
  }

  /** The session's thread is done, or there will be none. */
  public void end() {
    if (ended.compareAndSet(false, true)) {
      try {
        session.end();
      } finally {
        whenEnded.run();
      }
    }
  }

  @Override
  public InputStream getInputStream() {
    return feed;
  }

  @Override
  public OutputStream getOutputStream() {
    return output;
  }

  @Override
  public void setSoTimeout(int timeout) {
    // Each read has its own, see Wire.
  }

  @Override
  public InetAddress getInetAddress() {
    return session.wire().raw().getInetAddress();
  }

  @Override
  public int getPort() {
    return session.wire().raw().getPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return session.wire().raw().getRemoteSocketAddress();
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /**
   * From the session's own thread this only announces the end, so that {@link #end} can close in
   * good order; from the thread that stops the listener it cuts.
   */
  @Override
  public void close() {
    closed = true;
    if (owner == null) {
      end();
    } else if (owner != Thread.currentThread()) {
      session.cut();
    }
  }
}
