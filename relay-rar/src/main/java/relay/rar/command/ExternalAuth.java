package relay.rar.command;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import relay.domain.authentication.ProvenIdentities;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.rar.session.SmtpSession;

/** AUTH EXTERNAL (RFC 4422 appendix A): the client is who its certificate says. */
final class ExternalAuth {
  private static final int NAME_CHARS_MAX = 256;

  private ExternalAuth() {}

  static void run(SmtpSession session, String initial) throws IOException {
    String response = initial != null ? initial : AuthDialogue.ask(session, "");
    if (response == null) {
      return;
    }
    Optional<String> actingAs =
        AuthDialogue.text(response)
            .filter(t -> t.length() <= NAME_CHARS_MAX && t.indexOf('\0') < 0);
    if (actingAs.isEmpty()) {
      AuthDialogue.unreadable(session);
      return;
    }
    List<X509Certificate> chain = session.peer().certificates();
    var proven =
        ProvenIdentities.of(
            chain, session.service().tls().authorities(), session.service().clock().instant());
    LoginStep step =
        AuthDialogue.step(
            session,
            new LoginMessage.Certificate(proven, actingAs.get(), session.peer().address()));
    AuthDialogue.answer(
        session,
        step instanceof LoginStep.Ended ended ? ended.verdict() : AuthDialogue.unavailable());
  }
}
