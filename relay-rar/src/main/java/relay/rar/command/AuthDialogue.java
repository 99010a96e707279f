package relay.rar.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SaslText;
import relay.domain.smtp.SmtpReply;
import relay.rar.session.SmtpSession;
import relay.rar.wire.Line;

/**
 * What the mechanisms of AUTH have in common: questions and answers in base 64, the application's
 * verdict and the reply to it. Nothing the client says here is ever logged.
 */
final class AuthDialogue {
  private static final Logger LOG = System.getLogger(AuthDialogue.class.getName());
  private static final SmtpReply UNAVAILABLE =
      SmtpReply.local(454, "4.7.0", "logins cannot be checked now, try again later");
  // Base 64 makes four characters of three octets.
  private static final int TEXT_CHARS_MAX = SaslText.LINE_OCTETS_MAX / 4 * 3;

  private AuthDialogue() {}

  /**
   * The client's response to a challenge that is base 64 already; null when it gave up or the
   * session ends, which it was told then.
   */
  static String ask(SmtpSession session, String challenge) throws IOException {
    session.wire().text(334, ' ', "", challenge);
    session
        .wire()
        .readBy(session.nanoTime() + session.service().settings().times().idle().toNanos());
    Line line = session.wire().readLine(SaslText.LINE_OCTETS_MAX);
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

  /** The text of a response, or of an initial one where a single = is the empty text. */
  static Optional<String> text(String response) {
    return response.equals("=") ? Optional.of("") : SaslText.decoded(response, TEXT_CHARS_MAX);
  }

  /** The response is not what the mechanism sends. */
  static void unreadable(SmtpSession session) throws IOException {
    session.reply(501, "5.5.2", "the response is not what this mechanism sends");
    session.countLoginFailure();
  }

  static LoginStep step(SmtpSession session, LoginMessage message) {
    return asked(
        () -> session.service().application().login(message),
        LoginStep.ended(new LoginVerdict.Denied(UNAVAILABLE)));
  }

  /** What the application says; a failure of its own becomes the other answer. */
  static <T> T asked(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "no login could be checked", e);
      return otherwise;
    }
  }

  static LoginVerdict unavailable() {
    return new LoginVerdict.Denied(UNAVAILABLE);
  }

  static void answer(SmtpSession session, LoginVerdict verdict) throws IOException {
    if (verdict instanceof LoginVerdict.Granted granted) {
      session.peer().loggedIn(granted.user());
      session.reply(235, "2.7.0", "logged in");
    } else if (verdict instanceof LoginVerdict.Denied denied && !denied.reply().isPositive()) {
      session.reply(denied.reply());
      session.countLoginFailure();
    } else {
      session.reply(UNAVAILABLE);
    }
  }
}
