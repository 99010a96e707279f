package relay.rar.command;

import java.io.IOException;
import java.util.Optional;
import relay.domain.authentication.BearerToken;
import relay.domain.authentication.Mechanism;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SaslText;
import relay.rar.session.SmtpSession;

/** AUTH OAUTHBEARER (RFC 7628) and XOAUTH2, its elder form. */
final class BearerAuth {
  private BearerAuth() {}

  static void run(SmtpSession session, Mechanism mechanism, String initial) throws IOException {
    String response = initial != null ? initial : AuthDialogue.ask(session, "");
    if (response == null) {
      return;
    }
    Optional<BearerToken> token =
        AuthDialogue.text(response).flatMap(text -> BearerToken.read(mechanism, text));
    if (token.isEmpty()) {
      AuthDialogue.unreadable(session);
      return;
    }
    LoginStep step =
        AuthDialogue.step(session, new LoginMessage.Token(token.get(), session.peer().address()));
    LoginVerdict verdict =
        step instanceof LoginStep.Ended ended ? ended.verdict() : AuthDialogue.unavailable();
    if (verdict instanceof LoginVerdict.Denied denied && denied.reply().isPermanent()) {
      // The client is told why and says something of no interest, then it is refused.
      String scope = session.policy().logins().scope();
      if (AuthDialogue.ask(session, SaslText.encoded(token.get().errorText(scope))) == null) {
        session.countLoginFailure();
        return;
      }
    }
    AuthDialogue.answer(session, verdict);
  }
}
