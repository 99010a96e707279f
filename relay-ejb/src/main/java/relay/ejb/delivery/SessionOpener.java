package relay.ejb.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import relay.domain.delivery.Origin;
import relay.domain.delivery.ServerExtensions;
import relay.domain.delivery.TransmissionSettings;
import relay.domain.smtp.SmtpReply;
import relay.domain.transport.Protection.Start;
import relay.domain.transport.TlsFault;
import relay.domain.transport.TlsProblem;
import relay.ejb.transport.TlsClient;
import relay.ejb.transport.TlsFailures;

/**
 * Brings a new session to where mail can be sent: connection, greeting, EHLO, TLS, login.
 * Thread-safe.
 */
final class SessionOpener {
  private static final int TLS_FAILED = 454;
  private final TransmissionSettings settings;
  private final TlsClient tlsClient;

  SessionOpener(TransmissionSettings settings, TlsClient tlsClient) {
    this.settings = settings;
    this.tlsClient = tlsClient;
  }

  /**
   * Opens the session on its connection, which is within an attempt.
   *
   * @throws SessionEnded when the server cannot or will not be talked to; the session is closed by
   *     the caller
   */
  void open(SmtpSession session) throws SessionEnded {
    Start start = session.key().protection().start();
    connect(session);
    if (start == Start.AT_ONCE) {
      encrypt(session);
    }
    SmtpReply greeting = session.reply(Step.GREETING);
    expect(session, Step.GREETING, greeting, 220);
    session.greeted(greeting);
    hello(session);
    if (start == Start.WHEN_OFFERED || start == Start.DEMANDED) {
      startTls(session, start == Start.DEMANDED);
    }
    if (session.key().login().isPresent()) {
      new LoginDialogue(session, settings.clearTextLoginOnLoopback())
          .login(session.key().login().get());
    }
    session.opened();
  }

  private void connect(SmtpSession session) throws SessionEnded {
    SessionKey key = session.key();
    bind(session, key);
    long begin = System.nanoTime();
    session.connection().beginStep(settings.timeouts().connect());
    try {
      session.connection().connect(new InetSocketAddress(key.address(), key.port()));
    } catch (IOException e) {
      throw session.broken(Step.CONNECT, e, false);
    }
    session.connected(Duration.ofNanos(System.nanoTime() - begin));
  }

  /** What fails here is no fault of the server's. */
  private static void bind(SmtpSession session, SessionKey key) throws SessionEnded {
    if (key.source() == null) {
      return;
    }
    try {
      session.connection().bind(key.source());
    } catch (IOException e) {
      throw session.unopened(
          SmtpReply.local(
              451,
              Origin.OUR_FAULT,
              "no connection can be made from "
                  + key.source().getHostAddress()
                  + " (source "
                  + key.origin().source()
                  + "): "
                  + e.getMessage()));
    }
  }

  /** RFC 5321 3.2: a server that does not know EHLO is greeted with HELO. */
  private void hello(SmtpSession session) throws SessionEnded {
    String name = session.key().origin().ehloName().orElse(settings.ehloName());
    if (session.key().lmtp()) {
      // RFC 2033 4.1: LHLO stands in for both EHLO and HELO.
      SmtpReply answer = session.ask("LHLO " + name, Step.EHLO);
      expect(session, Step.EHLO, answer, 250);
      session.offers(ServerExtensions.of(answer.lines()));
      return;
    }
    SmtpReply reply = session.ask("EHLO " + name, Step.EHLO);
    if (reply.isPermanent()) {
      expect(session, Step.EHLO, session.ask("HELO " + name, Step.EHLO), 250);
      session.offers(ServerExtensions.NONE);
      return;
    }
    expect(session, Step.EHLO, reply, 250);
    session.offers(ServerExtensions.of(reply.lines()));
  }

  private void startTls(SmtpSession session, boolean required) throws SessionEnded {
    if (!session.extensions().offers("STARTTLS")) {
      if (required) {
        throw noTls(
                session, "the server offers no STARTTLS, and this mail goes there under TLS only")
            .because(new TlsProblem(TlsFault.STARTTLS_NOT_SUPPORTED, ""));
      }
      return;
    }
    SmtpReply reply = session.ask("STARTTLS", Step.STARTTLS);
    if (reply.code() != 220) {
      if (required) {
        String why = "the server refused STARTTLS: " + reply;
        SessionEnded end =
            reply.isTemporary()
                ? session.ended(Step.STARTTLS, SmtpReply.local(454, "4.7.0", why))
                : noTls(session, why);
        throw end.because(new TlsProblem(TlsFault.STARTTLS_NOT_SUPPORTED, why));
      }
      // Opportunistic: whoever could forge this refusal could have removed the offer as well.
      return;
    }
    encrypt(session);
    hello(session);
  }

  private void encrypt(SmtpSession session) throws SessionEnded {
    long begin = System.nanoTime();
    session.connection().beginStep(settings.timeouts().handshake());
    try {
      TlsClient.Encrypted now =
          session.connection().startTls(tlsClient, session.key().protection());
      SSLSession tls = now.socket().getSession();
      session.encrypted(
          tls.getProtocol() + " " + tls.getCipherSuite(),
          now.verifiedBy(),
          Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException e) {
      SessionEnded end = session.broken(Step.HANDSHAKE, e, false);
      // What merely took too long says nothing about their TLS (RFC 8460 4.3.4).
      throw end.reply().code() == TLS_FAILED ? end.because(TlsFailures.of(e)) : end;
    }
  }

  private static SessionEnded noTls(SmtpSession session, String why) {
    return session.ended(Step.STARTTLS, SmtpReply.local(454, "4.7.10", why));
  }

  private static void expect(SmtpSession session, Step step, SmtpReply reply, int code)
      throws SessionEnded {
    if (reply.code() == code) {
      return;
    }
    throw reply.isPositive() ? session.garbled(step, reply.toString()) : session.ended(step, reply);
  }
}
