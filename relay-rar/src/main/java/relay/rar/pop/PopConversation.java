package relay.rar.pop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Optional;
import relay.domain.listener.SessionLimits;
import relay.domain.listener.TlsMode;
import relay.domain.pop.PopLimits;
import relay.domain.pop.PopSession;
import relay.domain.pop.PopStep;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SmtpReply;
import relay.rar.wire.Line;
import relay.rar.wire.Wire;

/** One connection, from greeting to farewell. Used by its own thread. */
final class PopConversation {
  private static final Logger LOG = System.getLogger(PopConversation.class.getName());
  private static final SmtpReply UNAVAILABLE =
      SmtpReply.local(454, "4.7.0", "logins cannot be checked now, try again later");

  private final PopService service;
  private final Wire wire;
  private final InetAddress client;
  private final PopSession session;
  private final long endsAt;

  PopConversation(PopService service, Wire wire, InetAddress client) {
    this.service = service;
    this.wire = wire;
    this.client = client;
    SessionLimits limits = service.smtp().session();
    this.session =
        new PopSession(
            new PopLimits(limits.commands(), limits.errors(), limits.loginFailures()),
            service.settings().tls() == TlsMode.IMPLICIT);
    this.endsAt = now() + service.smtp().times().session().toNanos();
  }

  /** Returns when nothing is left to say. */
  void hold() throws IOException {
    if (service.settings().tls() == TlsMode.IMPLICIT) {
      shakeHands();
    }
    wire.line(session.greeting());
    PopStep step;
    do {
      step = next();
      if (step instanceof PopStep.Verify verify) {
        step = judge(verify);
      }
      say(step);
    } while (!(step instanceof PopStep.Farewell));
  }

  private PopStep next() throws IOException {
    long idleEnd = now() + service.settings().idle().toNanos();
    wire.readBy(idleEnd - endsAt < 0 ? idleEnd : endsAt);
    Line line;
    try {
      line = wire.readLine(service.smtp().session().lineOctets());
    } catch (SocketTimeoutException e) {
      return session.broken("you said nothing for too long");
    }
    return switch (line.kind()) {
      case TEXT -> session.hear(line.text());
      case END -> session.broken("bye");
      case TIMEOUT -> session.broken("you said nothing for too long");
      case TOO_LONG -> session.broken("the line is too long");
      case BARE_LINE_END -> session.broken("lines end with CR LF");
      case NOT_UTF8 -> session.broken("the line is no UTF-8");
    };
  }

  private void say(PopStep step) throws IOException {
    if (step instanceof PopStep.Say say) {
      for (String line : say.lines()) {
        wire.line(line);
      }
    } else if (step instanceof PopStep.Farewell farewell) {
      wire.line(farewell.line());
    } else if (step instanceof PopStep.Encrypt encrypt) {
      wire.line(encrypt.line());
      wire.flush();
      // RFC 2595 4: what came in the same packet was not protected, so it was never said.
      wire.discardInput();
      shakeHands();
      session.encrypted();
    }
  }

  private void shakeHands() throws IOException {
    long end = now() + service.smtp().times().handshake().toNanos();
    service.tls().begin().over(wire, wire.takeUnread(), end);
  }

  private PopStep judge(PopStep.Verify login) {
    LoginVerdict verdict = verdict(new LoginAttempt(login.user(), login.password(), client));
    if (verdict instanceof LoginVerdict.Granted) {
      return session.granted(service.settings().openFor());
    }
    Optional<SmtpReply> reason =
        verdict instanceof LoginVerdict.Denied denied
            ? Optional.of(denied.reply())
            : Optional.empty();
    return session.denied(reason.filter(r -> !r.isPositive()).orElse(UNAVAILABLE));
  }

  private LoginVerdict verdict(LoginAttempt attempt) {
    try {
      return service.application().open(attempt);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "no login over POP3 could be checked", e);
      return new LoginVerdict.Denied(UNAVAILABLE);
    }
  }

  private long now() {
    return service.nanoTime().getAsLong();
  }
}
