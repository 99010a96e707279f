package relay.rar.listener;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.TlsMode;
import relay.rar.admission.Admission;
import relay.rar.session.ClientSocket;
import relay.rar.session.Service;
import relay.rar.session.SmtpSession;
import relay.rar.wire.Wire;

/** The listening socket that the library accepts from: it hands out {@link ClientSocket}s. */
final class ListenerSocket extends ServerSocket {
  private static final int BACKLOG = 512;

  private final Service service;
  private final Admission admission;
  private final OpenSessions sessions;
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean accepting = true;

  /** Binds at once. */
  ListenerSocket(Service service, Admission admission, OpenSessions sessions) throws IOException {
    this.service = service;
    this.admission = admission;
    this.sessions = sessions;
    ListenerSettings settings = service.listener();
    setReuseAddress(true);
    bind(new InetSocketAddress(settings.address(), settings.port()), BACKLOG);
  }

  /** The library binds what it is given: this is bound already, since all ports come first. */
  @Override
  public void bind(SocketAddress address, int backlog) throws IOException {
    if (!isBound()) {
      super.bind(address, backlog);
    }
  }

  /** Closes the port; the library's loop then waits until the library is stopped too. */
  void stopAccepting() throws IOException {
    accepting = false;
    close();
  }

  @Override
  public Socket accept() throws IOException {
    while (true) {
      Socket raw = acceptRaw();
      Optional<Admission.Ticket> ticket = admission.enter();
      if (ticket.isEmpty()) {
        turnAway(raw);
        continue;
      }
      try {
        return client(raw, ticket.get());
      } catch (IOException e) {
        // Reset before we looked at it: no reason for the library to pause.
        ticket.get().close();
        raw.close();
      }
    }
  }

  private Socket acceptRaw() throws IOException {
    try {
      if (accepting) {
        return super.accept();
      }
    } catch (IOException e) {
      if (accepting) {
        throw e;
      }
    }
    try {
      // Failing instead would make the library try again and log it, every second.
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new InterruptedIOException("stopped");
  }

  private ClientSocket client(Socket raw, Admission.Ticket ticket) throws IOException {
    // Replies are whole packets already; waiting for more would only delay them.
    raw.setTcpNoDelay(true);
    long writeNanos = service.settings().times().write().toNanos();
    Wire wire = new Wire(raw, writeNanos, service.nanoTime());
    SmtpSession session = new SmtpSession(service, wire, raw.getInetAddress());
    sessions.add(session);
    return new ClientSocket(
        session,
        ticket,
        () -> {
          ticket.close();
          sessions.remove(session);
        });
  }

  private void turnAway(Socket raw) {
    try (raw) {
      if (service.listener().tls() != TlsMode.IMPLICIT) {
        String line = Admission.FULL + "\r\n";
        raw.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // It did not wait for our refusal.
      return;
    }
  }
}
