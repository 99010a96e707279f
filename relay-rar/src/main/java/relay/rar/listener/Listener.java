package relay.rar.listener;

import java.io.IOException;
import org.subethamail.smtp.MessageHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;
import relay.domain.listener.ListenerSettings;
import relay.rar.admission.Admission;
import relay.rar.command.Commands;
import relay.rar.session.Service;

/** One port: the library's server around our socket and our commands. Starts once. */
final class Listener {
  // Ours are the limits that count; the library's is out of the way, above the largest that can be
  // set. Not far above: the library keeps a table of that size, 8 MB for a million.
  private static final int LIBRARY_LIMIT = 40_000;
  private static final MessageHandlerFactory UNUSED =
      context -> {
        throw new IllegalStateException("a stock command of the library was called");
      };

  private final ListenerSocket socket;
  private final SMTPServer server;

  /**
   * Takes the port.
   *
   * @throws IOException in one sentence, when it is not to be had
   */
  Listener(Service service, Admission admission, OpenSessions sessions, ConnectionThreads threads)
      throws IOException {
    ListenerSettings settings = service.listener();
    try {
      socket = new ListenerSocket(service, admission, sessions);
    } catch (IOException e) {
      throw new IOException(
          "SMTP listener "
              + settings.name()
              + " cannot listen on "
              + settings.address().getHostAddress()
              + " port "
              + settings.port()
              + " ("
              + e.getMessage()
              + "); stop the program that uses it or set listener."
              + settings.name()
              + ".port",
          e);
    }
    server =
        SMTPServer.port(socket.getLocalPort())
            .bindAddress(settings.address())
            .hostName(service.hostName())
            .softwareName("relay")
            .executorService(threads)
            .maxConnections(LIBRARY_LIMIT)
            .proxyHandler(new Opening())
            .serverSocketFactory(() -> socket)
            .messageHandlerFactory(UNUSED)
            .serverThreadName("relay-smtp-accept-" + settings.name())
            .build();
    Commands.register(server.getCommandHandler());
  }

  void start() {
    server.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Closes the port; sessions go on. */
  void stopAccepting() throws IOException {
    socket.stopAccepting();
  }

  /** Ends the library's thread and whatever session it still knows. */
  void stop() {
    server.stop();
  }
}
