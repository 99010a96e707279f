package relay.ejb.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import relay.domain.delivery.Allowance;
import relay.domain.delivery.Origin;
import relay.domain.delivery.TransmissionSettings;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.HostAddress;
import relay.domain.transport.CertificateCheck;
import relay.domain.transport.Protection;
import relay.domain.transport.TlsProblem;
import relay.ejb.transport.TlsClient;

/** Where an attempt gets its session from: a kept one or a new one. Thread-safe. */
final class Sessions {
  private final TransmissionSettings settings;
  private final SessionOpener opener;
  private final TlsClient tls;
  private final ConnectionPool pool;
  private final ConnectionWatch watch = new ConnectionWatch();
  private final InetAddress sourceIpv4;
  private final InetAddress sourceIpv6;

  Sessions(TransmissionSettings settings, TlsClient tls) {
    this.settings = settings;
    this.tls = tls;
    this.opener = new SessionOpener(settings, tls);
    this.pool = new ConnectionPool(settings.keeping());
    this.sourceIpv4 = settings.sourceIpv4().flatMap(IpLiteral::parse).orElse(null);
    this.sourceIpv6 = settings.sourceIpv6().flatMap(IpLiteral::parse).orElse(null);
  }

  /** A kept session that carried mail to this host before, or one that is yet to be opened. */
  SmtpSession prepare(
      HostAddress host,
      Protection protection,
      Origin origin,
      long attemptEnd,
      boolean keptAllowed) {
    SessionKey key = SessionKey.of(host, protection, origin, source(host, origin));
    Optional<SmtpSession> kept = keptAllowed ? pool.take(key) : Optional.empty();
    SmtpSession session = kept.orElseGet(() -> fresh(host, key));
    session.connection().beginAttempt(attemptEnd);
    return session;
  }

  /** Null where the system chooses. */
  private InetAddress source(HostAddress host, Origin origin) {
    if (origin.isDefault()) {
      return host.address() instanceof Inet6Address ? sourceIpv6 : sourceIpv4;
    }
    return origin.towards(host.address()).orElseThrow();
  }

  /** A new connection of the flow is about to be opened: idle ones make room for it. */
  void connecting(Allowance allowance) {
    allowance.connecting();
    allowance.idleRoom().ifPresent(pool::makeRoom);
  }

  /** Brings the session to where mail can be sent. */
  void open(SmtpSession session) throws SessionEnded {
    if (session.isOpen()) {
      session.reuse();
    } else {
      opener.open(session);
    }
  }

  /** What would be wrong with the server's certificate if it were looked at like this. */
  Optional<TlsProblem> examine(SmtpSession session, CertificateCheck check) {
    return tls.examine(session.connection().tlsSession(), check);
  }

  /** The session carried its mail: it is kept for the next one or closed. */
  void giveBack(SmtpSession session, int mailsMax, Allowance allowance) {
    pool.giveBack(session, mailsMax, allowance.idleRoom());
  }

  /** Closes idle connections beyond what the limits of their flows leave now. */
  void makeRoom() {
    pool.makeRoom();
  }

  /** To be called about once a second: ends what is overdue or idle for too long. */
  void sweep() {
    watch.closeOverdue();
    pool.sweep(System.nanoTime());
    pool.makeRoom();
  }

  /** Ends everything; attempts under way end with local replies. */
  void close() {
    pool.close();
    watch.closeAll();
  }

  int kept() {
    return pool.size();
  }

  int connected() {
    return watch.size();
  }

  private SmtpSession fresh(HostAddress host, SessionKey key) {
    var connection =
        new SmtpConnection(watch, settings.replyLineOctetsMax(), settings.replyLinesMax());
    return new SmtpSession(host, key, connection, settings.timeouts());
  }
}
