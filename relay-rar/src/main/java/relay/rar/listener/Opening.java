package relay.rar.listener;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import org.subethamail.smtp.internal.proxy.ProxyHandler;
import org.subethamail.smtp.server.Session;
import relay.domain.listener.ListenerSettings;
import relay.domain.listener.ProxyProtocol;
import relay.domain.listener.TlsMode;
import relay.domain.mail.NetworkRange;
import relay.domain.reception.ListenerRole;
import relay.domain.smtp.SmtpReply;
import relay.rar.proxy.ProxyHeader;
import relay.rar.session.ClientSocket;
import relay.rar.session.SmtpSession;
import relay.rar.wire.Wire;

/**
 * What happens on a connection before the greeting, in this order: PROXY header, limits of the
 * client, TLS handshake, a look at who talks too early. The library calls it first of all on the
 * session's thread.
 */
final class Opening implements ProxyHandler {
  private static final Logger LOG = System.getLogger(Opening.class.getName());
  private static final ProxyResult SILENT_END = new ProxyResult(421, "4.4.2 closed");
  private static final SmtpReply STOPPING =
      SmtpReply.local(421, "4.3.2", "the service is stopping");
  private static final SmtpReply NO_PROXY = SmtpReply.local(421, "4.7.0", "no usable PROXY header");
  private static final SmtpReply TOO_EARLY =
      SmtpReply.local(554, "5.5.1", "you talk before you are greeted");

  @Override
  public ProxyResult handle(InputStream in, OutputStream out, Session librarySession) {
    ClientSocket socket = (ClientSocket) librarySession.getSocket();
    SmtpSession session = socket.session();
    try {
      Optional<SmtpReply> refusal = open(session, socket);
      if (refusal.isEmpty()) {
        return ProxyResult.NOP;
      }
      if (session.service().listener().tls() != TlsMode.IMPLICIT || session.peer().isEncrypted()) {
        session.wire().reply(refusal.get());
        session.wire().flush();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "connection ended before the greeting", e);
      session.cut();
    } catch (RuntimeException e) {
      // One connection may end by a defect of ours, the listener may not.
      LOG.log(Level.ERROR, "a connection could not be opened", e);
      session.cut();
    }
    session.abandon();
    session.wire().mute();
    return SILENT_END;
  }

  private static Optional<SmtpReply> open(SmtpSession session, ClientSocket socket)
      throws IOException {
    ListenerSettings listener = session.service().listener();
    if (session.service().stopping().get()) {
      return Optional.of(STOPPING);
    }
    long handshakeEnd =
        session.nanoTime() + session.service().settings().times().handshake().toNanos();
    if (listener.proxy() != ProxyProtocol.NONE && !proxyHeader(session, listener, handshakeEnd)) {
      return Optional.of(NO_PROXY);
    }
    Optional<SmtpReply> refusal = socket.ticket().admit(session.peer().address());
    if (refusal.isPresent()) {
      return refusal;
    }
    if (listener.tls() == TlsMode.IMPLICIT) {
      Wire wire = session.wire();
      session
          .peer()
          .encrypted(session.service().tls().begin().over(wire, wire.takeUnread(), handshakeEnd));
    }
    return talksTooEarly(session, listener) ? Optional.of(TOO_EARLY) : Optional.empty();
  }

  private static boolean proxyHeader(SmtpSession session, ListenerSettings listener, long end)
      throws IOException {
    if (!contains(listener.proxyPeers(), session)) {
      return false;
    }
    Wire wire = session.wire();
    wire.readBy(end);
    while (wire.more()) {
      var header =
          ProxyHeader.read(listener.proxy(), wire.block(), wire.blockOffset(), wire.unread());
      if (header.state() != ProxyHeader.State.INCOMPLETE) {
        wire.consume(header.octets());
        header.client().ifPresent(session.peer()::cameFrom);
        return header.state() == ProxyHeader.State.COMPLETE;
      }
    }
    return false;
  }

  /** RFC 5321 3.1: the client waits for the greeting; much junk mail software does not. */
  private static boolean talksTooEarly(SmtpSession session, ListenerSettings listener)
      throws IOException {
    var delay = session.service().settings().session().greetingDelay();
    if (delay.isZero() || listener.role() != ListenerRole.INBOUND) {
      return false;
    }
    session.wire().readBy(session.nanoTime() + delay.toNanos());
    try {
      return session.wire().await();
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static boolean contains(List<NetworkRange> ranges, SmtpSession session) {
    return ranges.stream().anyMatch(range -> range.contains(session.peer().address()));
  }
}
