package relay.rar.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import relay.domain.listener.TlsMode;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.Parsed;
import relay.domain.smtp.SaslCredentials;
import relay.domain.smtp.SmtpReply;
import relay.rar.session.SmtpSession;
import relay.rar.wire.Line;

/** AUTH PLAIN and LOGIN (RFC 4954, RFC 4616); what the client sends is never logged. */
final class Auth extends SessionCommand {
  private static final Logger LOG = System.getLogger(Auth.class.getName());
  private static final int LINE_OCTETS_MAX = 12_288 + 2; // RFC 4954 4.5.3
  private static final String USER_PROMPT = "VXNlcm5hbWU6";
  private static final String PASSWORD_PROMPT = "UGFzc3dvcmQ6";

  Auth() {
    super(CommandVerb.AUTH.name());
  }

  @Override
  void run(SmtpSession session) throws IOException {
    if (!session.peer().isExtended()) {
      session.reply(503, "5.5.1", "say EHLO first");
    } else if (session.peer().user().isPresent()) {
      session.reply(503, "5.5.1", "you are logged in already");
    } else if (session.transaction() != null) {
      session.reply(503, "5.5.1", "not within a mail transaction");
    } else if (!session.mayLogIn()) {
      notOffered(session);
    } else {
      mechanism(session);
    }
  }

  private static void notOffered(SmtpSession session) throws IOException {
    if (session.mayStartTls() && session.service().listener().tls() == TlsMode.STARTTLS) {
      session.reply(538, "5.7.11", "say STARTTLS first");
    } else {
      session.reply(502, "5.5.1", "AUTH is not offered here");
    }
  }

  private static void mechanism(SmtpSession session) throws IOException {
    String argument = session.argument();
    int space = argument.indexOf(' ');
    String name = (space < 0 ? argument : argument.substring(0, space)).toUpperCase(Locale.ROOT);
    // RFC 4954 4: a single = is an empty initial response.
    String initial = space < 0 ? null : argument.substring(space + 1);
    switch (name) {
      case "PLAIN" -> plain(session, initial);
      case "LOGIN" -> login(session, initial);
      case "" -> session.reply(501, "5.5.4", "name a mechanism: PLAIN or LOGIN");
      default -> session.reply(504, "5.5.4", "mechanisms here: PLAIN, LOGIN");
    }
  }

  private static void plain(SmtpSession session, String initial) throws IOException {
    String response = initial != null ? initial : ask(session, "");
    if (response != null) {
      verify(session, SaslCredentials.plain(response));
    }
  }

  private static void login(SmtpSession session, String initial) throws IOException {
    String user = initial != null ? initial : ask(session, USER_PROMPT);
    String password = user == null ? null : ask(session, PASSWORD_PROMPT);
    if (password != null) {
      verify(session, SaslCredentials.login(user, password));
    }
  }

  /** The client's response; null when it gave up or the session ends, which it was told then. */
  private static String ask(SmtpSession session, String prompt) throws IOException {
    session.wire().text(334, ' ', "", prompt);
    session
        .wire()
        .readBy(session.nanoTime() + session.service().settings().times().idle().toNanos());
    Line line = session.wire().readLine(LINE_OCTETS_MAX);
    switch (line.kind()) {
      case TEXT -> {
        if (!line.text().equals("*")) {
          return line.text();
        }
        session.reply(501, "5.7.0", "login given up");
      }
      case END -> session.abandon();
      case NOT_UTF8 -> session.reply(501, "5.5.2", "a response is base 64");
      default -> session.close(SmtpReply.local(500, "5.5.6", "the response is too long or broken"));
    }
    return null;
  }

  private static void verify(SmtpSession session, Parsed<SaslCredentials> parsed)
      throws IOException {
    if (parsed instanceof Parsed.Rejected<SaslCredentials> bad) {
      session.reply(bad.reply());
      session.countLoginFailure();
    } else if (parsed instanceof Parsed.Value<SaslCredentials> good) {
      var attempt =
          new LoginAttempt(good.value().user(), good.value().password(), session.peer().address());
      answer(session, judge(session, attempt));
    }
  }

  private static LoginVerdict judge(SmtpSession session, LoginAttempt attempt) {
    try {
      return session.service().application().login(attempt);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "no login could be checked", e);
      return new LoginVerdict.Denied(
          SmtpReply.local(454, "4.7.0", "logins cannot be checked now, try again later"));
    }
  }

  private static void answer(SmtpSession session, LoginVerdict verdict) throws IOException {
    if (verdict instanceof LoginVerdict.Granted granted) {
      session.peer().loggedIn(granted.user());
      session.reply(235, "2.7.0", "logged in");
    } else if (verdict instanceof LoginVerdict.Denied denied && !denied.reply().isPositive()) {
      session.reply(denied.reply());
      session.countLoginFailure();
    } else {
      session.reply(454, "4.7.0", "logins cannot be checked now, try again later");
    }
  }
}
