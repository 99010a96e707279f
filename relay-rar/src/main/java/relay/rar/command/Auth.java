package relay.rar.command;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import relay.domain.authentication.Mechanism;
import relay.domain.listener.TlsMode;
import relay.domain.reception.LoginAttempt;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.Parsed;
import relay.domain.smtp.SaslCredentials;
import relay.rar.session.SmtpSession;

/** AUTH (RFC 4954): chooses the mechanism; PLAIN (RFC 4616) and LOGIN are here. */
final class Auth extends SessionCommand {
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
    Optional<Mechanism> named =
        Mechanism.named(space < 0 ? argument : argument.substring(0, space));
    // RFC 4954 4: a single = is an empty initial response.
    String initial = space < 0 ? null : argument.substring(space + 1);
    Set<Mechanism> offered = session.logins();
    if (argument.isEmpty()) {
      session.reply(501, "5.5.4", "name a mechanism: " + words(offered));
    } else if (named.filter(offered::contains).isPresent()) {
      run(session, named.get(), initial);
    } else if (named.filter(m -> m == Mechanism.PLAIN || m == Mechanism.LOGIN).isPresent()) {
      session.reply(534, "5.7.9", "passwords do not travel here; mechanisms: " + words(offered));
    } else {
      session.reply(504, "5.5.4", "mechanisms here: " + words(offered));
    }
  }

  private static void run(SmtpSession session, Mechanism mechanism, String initial)
      throws IOException {
    switch (mechanism) {
      case PLAIN -> plain(session, initial);
      case LOGIN -> login(session, initial);
      case SCRAM_SHA_256, SCRAM_SHA_256_PLUS -> ScramAuth.run(session, mechanism, initial);
      case OAUTHBEARER, XOAUTH2 -> BearerAuth.run(session, mechanism, initial);
      case EXTERNAL -> ExternalAuth.run(session, initial);
      default -> throw new IllegalStateException(mechanism + " is offered and not built");
    }
  }

  private static String words(Set<Mechanism> offered) {
    return offered.stream().map(Mechanism::word).collect(Collectors.joining(", "));
  }

  private static void plain(SmtpSession session, String initial) throws IOException {
    String response = initial != null ? initial : AuthDialogue.ask(session, "");
    if (response != null) {
      verify(session, SaslCredentials.plain(response));
    }
  }

  private static void login(SmtpSession session, String initial) throws IOException {
    String user = initial != null ? initial : AuthDialogue.ask(session, USER_PROMPT);
    String password = user == null ? null : AuthDialogue.ask(session, PASSWORD_PROMPT);
    if (password != null) {
      verify(session, SaslCredentials.login(user, password));
    }
  }

  private static void verify(SmtpSession session, Parsed<SaslCredentials> parsed)
      throws IOException {
    if (parsed instanceof Parsed.Rejected<SaslCredentials> bad) {
      session.reply(bad.reply());
      session.countLoginFailure();
    } else if (parsed instanceof Parsed.Value<SaslCredentials> good) {
      var attempt =
          new LoginAttempt(good.value().user(), good.value().password(), session.peer().address());
      AuthDialogue.answer(
          session,
          AuthDialogue.asked(
              () -> session.service().application().login(attempt), AuthDialogue.unavailable()));
    }
  }
}
