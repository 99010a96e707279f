package relay.ejb.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import relay.domain.routing.Smarthost.Login;
import relay.domain.smtp.SmtpReply;

/**
 * AUTH PLAIN (RFC 4616) or LOGIN. Whatever goes wrong is temporary: a wrong password in the
 * settings must not bounce the mail that waits for its correction.
 */
final class LoginDialogue {
  private final SmtpSession session;
  private final boolean clearTextOnLoopback;

  LoginDialogue(SmtpSession session, boolean clearTextOnLoopback) {
    this.session = session;
    this.clearTextOnLoopback = clearTextOnLoopback;
  }

  void login(Login login) throws SessionEnded {
    boolean toOurselves = session.key().address().isLoopbackAddress();
    if (!session.isEncrypted() && !(clearTextOnLoopback && toOurselves)) {
      throw refused("4.7.11", "no TLS, and name and password are never sent in clear text");
    }
    Set<String> offered = session.extensions().loginMechanisms();
    SmtpReply reply;
    if (offered.contains("PLAIN")) {
      reply = session.ask("AUTH PLAIN " + plain(login), Step.AUTH);
    } else if (offered.contains("LOGIN")) {
      reply = loginStepByStep(login);
    } else {
      throw refused("4.7.4", "the server offers neither AUTH PLAIN nor LOGIN");
    }
    if (reply.code() != 235) {
      throw refused("4.7.8", "the server refused our login: " + reply);
    }
  }

  private SmtpReply loginStepByStep(Login login) throws SessionEnded {
    SmtpReply reply = session.ask("AUTH LOGIN", Step.AUTH);
    if (reply.code() == 334) {
      reply = session.ask(base64(login.user()), Step.AUTH);
    }
    if (reply.code() == 334) {
      reply = session.ask(base64(login.password()), Step.AUTH);
    }
    return reply;
  }

  private SessionEnded refused(String status, String why) {
    return session.ended(Step.AUTH, SmtpReply.local(454, status, why));
  }

  private static String plain(Login login) {
    return base64("\0" + login.user() + "\0" + login.password());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
