package relay.rar.command;

import java.io.IOException;
import java.util.Optional;
import relay.domain.authentication.ScramFirst;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SaslText;
import relay.rar.session.SmtpSession;

/** AUTH SCRAM-SHA-256 (RFC 7677): the password never travels, and both sides prove themselves. */
final class ScramAuth {
  private ScramAuth() {}

  static void run(SmtpSession session, String initial) throws IOException {
    String response = initial != null ? initial : AuthDialogue.ask(session, "");
    if (response == null) {
      return;
    }
    Optional<ScramFirst> first = AuthDialogue.text(response).flatMap(ScramFirst::read);
    if (first.isEmpty()) {
      AuthDialogue.unreadable(session);
      return;
    }
    var address = session.peer().address();
    LoginStep step =
        AuthDialogue.step(session, new LoginMessage.ScramOpening(first.get(), address));
    if (step instanceof LoginStep.Challenge asked) {
      String answer = AuthDialogue.ask(session, SaslText.encoded(asked.challenge().text()));
      if (answer == null) {
        return;
      }
      // What is no base 64 proves nothing, and is judged like that: it counts as a wrong guess.
      String text = AuthDialogue.text(answer).orElse("");
      step =
          AuthDialogue.step(
              session, new LoginMessage.ScramAnswer(asked.challenge(), text, address));
    }
    end(session, step);
  }

  private static void end(SmtpSession session, LoginStep step) throws IOException {
    if (!(step instanceof LoginStep.Ended ended)) {
      AuthDialogue.answer(session, AuthDialogue.unavailable());
      return;
    }
    if (ended.verdict() instanceof LoginVerdict.Granted && ended.proof().isPresent()) {
      // RFC 4954 4: 235 carries no data, so our proof is one more challenge with an empty answer.
      String last = AuthDialogue.ask(session, SaslText.encoded(ended.proof().get()));
      if (last == null) {
        return;
      }
      if (!last.isEmpty()) {
        AuthDialogue.unreadable(session);
        return;
      }
    }
    AuthDialogue.answer(session, ended.verdict());
  }
}
