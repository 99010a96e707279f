package relay.rar.pop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import relay.domain.configuration.NodeSettings;
import relay.domain.listener.ConnectionLimits;
import relay.domain.listener.SmtpSettings;
import relay.domain.listener.TlsMode;
import relay.domain.pop.PopSettings;
import relay.domain.smtp.SmtpReply;
import relay.rar.admission.Admission;
import relay.rar.application.Application;
import relay.rar.tls.CertificateFiles;
import relay.rar.tls.ServerTls;
import relay.rar.wire.Wire;

/** The POP3 port: takes connections within the limits and has each served by a thread. */
public final class PopDoor {
  private static final Logger LOG = System.getLogger(PopDoor.class.getName());
  private static final int BACKLOG = 64;

  private final PopService service;
  private final ServerSocket socket;
  private final Admission admission;
  private final PopThreads threads;
  private final Set<Wire> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  private PopDoor(PopService service, ServerSocket socket) {
    this.service = service;
    this.socket = socket;
    ConnectionLimits smtp = service.smtp().connections();
    int connections = service.settings().connections();
    this.admission =
        new Admission(
            new ConnectionLimits(
                connections, smtp.perClient(), smtp.newPerClientAndMinute(), smtp.exempt()),
            service.nanoTime());
    this.threads = new PopThreads(connections);
  }

  /**
   * Takes the port and begins to serve, if the settings want it.
   *
   * @throws IOException in one sentence for the operator; nothing runs then
   */
  public static Optional<PopDoor> start(
      NodeSettings node, SmtpSettings smtp, PopSettings pop, Application application)
      throws IOException {
    if (!pop.enabled()) {
      return Optional.empty();
    }
    LongSupplier nanoTime = System::nanoTime;
    Path folder = node.dataFolder().resolve("tls");
    ServerTls tls =
        new ServerTls(new CertificateFiles(pop.certificate(), folder, node.hostName()), nanoTime);
    PopDoor door = new PopDoor(new PopService(pop, smtp, application, tls, nanoTime), bound(pop));
    door.threads.start(door::accept, door::cutOverdue);
    LOG.log(
        Level.WARNING,
        "SMTP-after-POP is on, port "
            + door.port()
            + ": whoever shares an address with a user who logged in there sends as that user for "
            + pop.openFor().toSeconds()
            + " seconds. Set pop.enabled=false as soon as all clients know AUTH");
    return Optional.of(door);
  }

  private static ServerSocket bound(PopSettings pop) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(pop.address(), pop.port()), BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException(
          "the POP3 listener cannot listen on "
              + pop.address().getHostAddress()
              + " port "
              + pop.port()
              + " ("
              + e.getMessage()
              + "); stop the program that uses it or set pop.port",
          e);
    }
  }

  /** The port it has, which differs from the setting when that is 0. */
  public int port() {
    return socket.getLocalPort();
  }

  public int connections() {
    return admission.connections();
  }

  /** Closes the port and all connections; nobody loses anything that way. */
  public void stop() {
    stopping = true;
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the POP3 port was not closed in good order", e);
    }
    open.forEach(Wire::cut);
    threads.stop();
  }

  private void accept() {
    while (!stopping) {
      try {
        admit(socket.accept());
      } catch (IOException e) {
        if (!stopping) {
          LOG.log(Level.WARNING, "a POP3 connection could not be taken", e);
          threads.pause();
        }
      }
    }
  }

  private void admit(Socket raw) throws IOException {
    Optional<Admission.Ticket> ticket = admission.enter();
    if (ticket.isEmpty()) {
      turnAway(raw, Admission.FULL);
      return;
    }
    Optional<SmtpReply> refusal = ticket.get().admit(raw.getInetAddress());
    if (refusal.isPresent()) {
      ticket.get().close();
      turnAway(raw, refusal.get());
      return;
    }
    try {
      threads.serve(() -> serve(raw, ticket.get()));
    } catch (RejectedExecutionException e) {
      ticket.get().close();
      raw.close();
    }
  }

  /** Too short to wait for anybody: a new connection has room for it. */
  private void turnAway(Socket raw, SmtpReply reason) {
    try (raw) {
      if (service.settings().tls() != TlsMode.IMPLICIT) {
        String line = "-ERR [SYS/TEMP] " + String.join(" ", reason.lines()) + "\r\n";
        raw.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "it did not wait for our refusal", e);
    }
  }

  private void serve(Socket raw, Admission.Ticket ticket) {
    try (ticket) {
      raw.setTcpNoDelay(true);
      long writeNanos = service.smtp().times().write().toNanos();
      Wire wire = new Wire(raw, writeNanos, service.nanoTime());
      open.add(wire);
      if (stopping) {
        wire.cut();
      }
      try {
        new PopConversation(service, wire, raw.getInetAddress()).hold();
      } finally {
        wire.close();
        open.remove(wire);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a POP3 connection ended early", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a POP3 connection failed", e);
    }
  }

  private void cutOverdue() {
    long now = service.nanoTime().getAsLong();
    for (Wire wire : open) {
      if (wire.isOverdue(now)) {
        wire.cut();
      }
    }
  }
}
