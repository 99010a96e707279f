package relay.ejb.delivery;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import relay.domain.authentication.ScramLogin;
import relay.domain.routing.AuthKind;
import relay.domain.routing.Smarthost.Login;
import relay.domain.smtp.SmtpReply;

/**
 * AUTH PLAIN (RFC 4616), LOGIN or SCRAM-SHA-256 (RFC 7677). Whatever goes wrong is temporary: a
 * wrong password in the settings must not bounce the mail that waits for its correction.
 */
final class LoginDialogue {
  private static final SecureRandom RANDOM = new SecureRandom();
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
    SmtpReply reply = answerTo(login, session.extensions().loginMechanisms());
    if (reply.code() != 235) {
      throw refused("4.7.8", "the server refused our login: " + reply);
    }
  }

  private SmtpReply answerTo(Login login, Set<String> offered) throws SessionEnded {
    AuthKind kind = login.kind();
    if (kind == AuthKind.SCRAM_SHA_256 && offered.contains("SCRAM-SHA-256")) {
      return scram(login);
    }
    boolean any = kind == AuthKind.AUTO;
    if ((any || kind == AuthKind.PLAIN) && offered.contains("PLAIN")) {
      return session.ask("AUTH PLAIN " + plain(login), Step.AUTH);
    }
    if ((any || kind == AuthKind.LOGIN) && offered.contains("LOGIN")) {
      return loginStepByStep(login);
    }
    throw refused(
        "4.7.4",
        any
            ? "the server offers neither AUTH PLAIN nor LOGIN"
            : "the server does not offer AUTH " + kind.name().replace('_', '-'));
  }

  /** RFC 5802 5: only a server that proves itself is one to which mail may go. */
  private SmtpReply scram(Login login) throws SessionEnded {
    var exchange = new ScramLogin(login.user(), login.password(), RANDOM);
    SmtpReply reply = session.ask("AUTH SCRAM-SHA-256 " + base64(exchange.first()), Step.AUTH);
    if (reply.code() >= 400) {
      return reply;
    }
    if (reply.code() != 334) {
      throw unproven();
    }
    String answer;
    try {
      answer = exchange.answer(decoded(reply));
    } catch (IllegalArgumentException e) {
      throw refused("4.7.8", "the server cannot be logged in to by SCRAM: " + e.getMessage());
    }
    reply = session.ask(base64(answer), Step.AUTH);
    if (reply.code() >= 400) {
      return reply;
    }
    if (reply.code() != 334 || !exchange.isProven(proof(reply))) {
      throw unproven();
    }
    return session.ask("", Step.AUTH);
  }

  private SessionEnded unproven() {
    return refused("4.7.8", "the server did not prove that it knows our password");
  }

  private static String proof(SmtpReply reply) {
    try {
      return decoded(reply);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String decoded(SmtpReply reply) {
    return new String(
        Base64.getDecoder().decode(reply.lines().get(0).strip()), StandardCharsets.UTF_8);
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
